import type { SandboxdSession } from "../../../lib/wire/serve-sandboxd.ts";
import type { Files } from "../files/files.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";

type FileCall =
  | "listDirectory"
  | "readFile"
  | "readFilePart"
  | "writeFile"
  | "writeFilePart"
  | "makeDirectory"
  | "removeFile"
  | "renameFile"
  | "discardUpload";

/** Files of a sandbox. runningOf: working on files is use as typing is. @throws SandboxdError from runningOf */
export const createFileCalls = (
  files: Files,
  runningOf: (sandbox: string) => RunningSandbox,
): Pick<SandboxdSession["calls"], FileCall> => ({
  listDirectory: ({ sandbox, path }) => files.list(runningOf(sandbox), path),
  readFile: ({ sandbox, path }) => files.read(runningOf(sandbox), path),
  readFilePart: ({ sandbox, path, offset, state }) => files.readPart(runningOf(sandbox), path, offset, state),
  writeFile: ({ sandbox, path, expected, data }) => files.write(runningOf(sandbox), path, expected, data),
  writeFilePart: ({ sandbox, ...part }) => files.takePart(runningOf(sandbox), part),
  makeDirectory: ({ sandbox, path }) => files.change(runningOf(sandbox), { what: "make-directory", path }),
  removeFile: ({ sandbox, path }) => files.change(runningOf(sandbox), { what: "remove", path }),
  renameFile: ({ sandbox, path, to }) => files.change(runningOf(sandbox), { what: "rename", path, to }),
  discardUpload: ({ sandbox, path, upload }) => files.change(runningOf(sandbox), { what: "discard", path, upload }),
});
