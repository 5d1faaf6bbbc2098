import { expect, test } from "vitest";
import { ToolError } from "../child.ts";
import type { LauncherError } from "../failure.ts";
import { NoImagesError, toImageFailure } from "./image-failure.ts";

const failure = (output: string) => toImageFailure(new ToolError("buildah ended with 1", output), "nginx", "/c") as LauncherError;

test("a full disk is one sentence and ends all builds", () => {
  const enospc = toImageFailure(Object.assign(new Error("write"), { code: "ENOSPC" }), "nginx", "/c");
  for (const error of [failure("storing layer: write /x: no space left on device"), enospc]) {
    expect(error).toBeInstanceOf(NoImagesError);
    expect((error as LauncherError).message).toBe("the disk is full: the image nginx does not fit into /c");
  }
});

test("no network is one sentence and ends all builds", () => {
  const error = failure(
    "W: Failed to fetch http://m/debian/dists/bookworm/InRelease  Could not resolve 'm'\nE: Unable to locate package nginx",
  );
  expect(error).toBeInstanceOf(NoImagesError);
  expect(error.message).toContain("no Debian mirror could be reached");
});

test("a wrong Dockerfile is that image's own failure, with what the builder said", () => {
  const error = failure("error building at STEP RUN nginx-x: exit status 127");
  expect(error).not.toBeInstanceOf(NoImagesError);
  expect(error.message).toContain("exit status 127");
  expect(error.cure).toContain("npm run images nginx");
});
