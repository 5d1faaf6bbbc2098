import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CLEAN_ENV } from "../../sandboxd/system/run.ts";
import { runTool, ToolError } from "../child.ts";
import { hashContent } from "../content-hash.ts";
import { LauncherError } from "../failure.ts";
import { withFileLock } from "../file-lock.ts";
import type { Account } from "../services/service-specs.ts";
import type { Tell } from "../steps.ts";

/** Everything `next build` reads; package-lock.json stands for node_modules. */
const INPUTS = [
  "app",
  "components",
  "lib",

  "public",
  "next.config.js",
  "postcss.config.mjs",
  "postcss.config.js",
  "tsconfig.json",
  "package-lock.json",
];

const isInput = (path: string) => !/\.test\.tsx?$/.test(path) && !path.endsWith(".md~");

/** The hash of the sources as they are, or null when .next was built from them. */
export async function readStalePages(repo: string): Promise<string | null> {
  const [now, built] = await Promise.all([hashContent(repo, INPUTS, isInput), readFile(stampOf(repo), "utf8").catch(() => "")]);
  return now === built ? null : now;
}

/**
 * Builds the pages when their sources changed. Runs as the repository's owner, never with more rights than whoever wrote them.
 * The stamp is written last, so an interrupted build is built again. @throws LauncherError with Next's own message
 */
export async function buildPages(repo: string, tell: Tell, signal?: AbortSignal): Promise<void> {
  await withFileLock(
    join(repo, "next.config.js"),
    () => tell("waiting for another build"),
    async () => {
      const hash = await readStalePages(repo);
      if (hash === null) return;
      const owner = await readOwner(repo);
      const argv = [...asOwner(owner), "node_modules/.bin/node", "node_modules/next/dist/bin/next", "build"];
      try {
        await runTool(argv[0]!, argv.slice(1), {
          cwd: repo,
          env: {
            PATH: `${repo}/node_modules/.bin:${CLEAN_ENV.PATH}`,
            NODE_ENV: "production",
            NEXT_TELEMETRY_DISABLED: "1",
            HOME: "/nonexistent",
            CI: "1",
          },
          onLine: (line) => tell(line.trim().slice(0, 50)),
          signal,
        });
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        throw new LauncherError(
          `the pages could not be built:\n${error.output}`,
          "correct what Next says above, then start again",
          error,
        );
      }
      await writeFile(stampOf(repo), hash);
    },
  );
}

/** Who owns the repository. */
export async function readOwner(repo: string): Promise<Account> {
  const { uid, gid } = await stat(repo);
  return { uid, gid };
}

const asOwner = ({ uid, gid }: Account): string[] =>
  uid === 0 ? ["env"] : ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];

const stampOf = (repo: string) => join(repo, ".next", "glassbox-inputs");
