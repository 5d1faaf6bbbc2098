import { pack } from "tar-stream";
import type { SandboxFile } from "../../../lib/contract/sandboxd-protocol.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { runInside } from "./run-inside.ts";

const TIMEOUT_MS = 60_000;

/**
 * Writes files into the sandbox by a tar inside it: no host path ever leads there, so no link of a student can lead us astray. They belong to
 * the sandbox's root; missing directories are made.
 * @throws SandboxdError "invalid" for a path that climbs, "failed" with what tar said
 */
export async function putFiles(sandbox: RunningSandbox, files: SandboxFile[], pidFile: string): Promise<void> {
  if (files.length === 0) return;
  const outcome = await runInside(sandbox, {
    args: ["/bin/tar", "--extract", "--preserve-permissions", "--overwrite", "--file=-", "--directory=/"],
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C.UTF-8" },
    input: await toTar(files),
    timeoutMs: TIMEOUT_MS,
    pidFile,
  });
  if (outcome.timedOut)
    throw new SandboxdError("failed", "Putting files into the sandbox took too long; is its disk or memory full?");
  if (outcome.exitCode !== 0)
    throw new SandboxdError("failed", `Files could not be put into the sandbox: ${outcome.stderr.trim().slice(-500)}`);
}

async function toTar(files: SandboxFile[]): Promise<Buffer> {
  const tar = pack();
  for (const { path, mode, content } of files)
    tar.entry({ name: toMemberName(path), mode, uid: 0, gid: 0, type: "file", mtime: new Date() }, Buffer.from(content));
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** "/lab/a" -> "lab/a". @throws SandboxdError for a path that is not plainly below / */
export function toMemberName(path: string): string {
  const parts = path.slice(1).split("/");
  if (!path.startsWith("/") || path.includes("\0") || parts.some((part) => part === "" || part === "." || part === ".."))
    throw new SandboxdError("invalid", `${JSON.stringify(path)} is not a plain absolute path.`);
  return parts.join("/");
}
