import { ToolError } from "../child.ts";
import { NO_NETWORK } from "../debian/install-packages.ts";
import { LauncherError } from "../failure.ts";

/** A failure that the next image would meet too. */
export class NoImagesError extends LauncherError {}

/** What a builder's output means to an operator. */
export function toImageFailure(error: unknown, name: string, cache: string): unknown {
  const output = error instanceof ToolError ? error.output : error instanceof Error ? error.message : "";
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOSPC" || code === "EDQUOT" || /no space left on device|disk quota exceeded|write error/i.test(output)) {
    return new NoImagesError(
      `the disk is full: the image ${name} does not fit into ${cache}`,
      "free 3 GB there, or point GLASSBOX_CACHE at a larger file system, then run: npm run images",
      error,
    );
  }
  if (NO_NETWORK.test(output)) {
    return new NoImagesError(
      `the image ${name} cannot be built: no Debian mirror could be reached`,
      "connect this machine to a network once, or name a mirror of Debian in GLASSBOX_DEBIAN_MIRROR, then run: npm run images",
      error,
    );
  }
  if (error instanceof ToolError) {
    return new LauncherError(
      `the image ${name} could not be built: ${output.split("\n").slice(-4).join(" | ")}`,
      `look at images/${name}, then run: npm run images ${name}`,
      error,
    );
  }
  return error;
}
