import { randomBytes } from "node:crypto";
import type { FilePath } from "../../../lib/contract/file-path.ts";
import {
  type ChangeOutcome,
  EDITOR_CAP_BYTES,
  ENTRY_CAP,
  type ExpectedFile,
  type FileRefused,
  type ListOutcome,
  PART_BYTES,
  type PartOutcome,
  type ReadOutcome,
  type WriteOutcome,
} from "../../../lib/contract/files.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { parseChange, parseContent, parseListing, parsePart, parseWritten } from "./parse-answer.ts";
import { runFileProgram } from "./run-file-program.ts";

/** So many wait for their turn in one sandbox; more is a flood. */
const MOST_WAITING = 16;
const NOTHING = new Uint8Array();

export type UploadPart = {
  path: FilePath;
  upload: string;
  offset: number;
  total: number;
  expected: ExpectedFile;
  data: Uint8Array;
};
export type FileChange =
  | { what: "make-directory" | "remove"; path: FilePath }
  | { what: "rename"; path: FilePath; to: FilePath }
  | { what: "discard"; path: FilePath; upload: string };

/** Files in sandboxes, each touched by a process inside and never by a path of the host. What cannot be done is an answer, not an error. */
export type Files = {
  list(sandbox: RunningSandbox, path: FilePath): Promise<ListOutcome>;
  /** The whole file, for the editor. */
  read(sandbox: RunningSandbox, path: FilePath): Promise<ReadOutcome>;
  /** PART_BYTES from an offset. state: the facts' state of the first part, "first" for that one. */
  readPart(sandbox: RunningSandbox, path: FilePath, offset: number, state: string): Promise<ReadOutcome>;
  write(sandbox: RunningSandbox, path: FilePath, expected: ExpectedFile, data: Uint8Array): Promise<WriteOutcome>;
  /** A part of an upload: it grows in a file beside, and the last part puts it in place. A refusal or conflict ends it. */
  takePart(sandbox: RunningSandbox, part: UploadPart): Promise<PartOutcome>;
  change(sandbox: RunningSandbox, change: FileChange): Promise<ChangeOutcome>;
};

/** runDirectory: a private directory of ours for pid files. */
export function createFiles(runDirectory: string): Files {
  let lastNumber = 0;
  const turns = new Map<string, { waiting: number; last: Promise<unknown> }>();

  /** One at a time in a sandbox: a check must always find room to run beside. */
  async function run<T>(
    sandbox: RunningSandbox,
    words: (string | number)[],
    data: Uint8Array,
    parse: (output: Uint8Array) => T,
  ): Promise<T | FileRefused> {
    const turn = turns.get(sandbox.id) ?? { waiting: 0, last: Promise.resolve() };
    if (turn.waiting >= MOST_WAITING)
      throw new SandboxdError("too-many", "Too many files are being read or written at once; wait for them.");
    turns.set(sandbox.id, turn);
    turn.waiting += 1;
    const mine = turn.last.then(() => runFileProgram(sandbox, words, data, `${runDirectory}/file-${++lastNumber}.pid`));
    turn.last = mine.catch(() => undefined);
    try {
      const output = await mine;
      return output instanceof Uint8Array ? parse(output) : output;
    } finally {
      turn.waiting -= 1;
      if (turn.waiting === 0) turns.delete(sandbox.id);
    }
  }

  return {
    list: (sandbox, path) => run(sandbox, ["list", path, ENTRY_CAP], NOTHING, parseListing),
    read: (sandbox, path) => run(sandbox, ["read", path, 0, EDITOR_CAP_BYTES, "-"], NOTHING, parseContent),
    readPart: (sandbox, path, offset, state) => run(sandbox, ["read", path, offset, PART_BYTES, state], NOTHING, parseContent),
    write: (sandbox, path, expected, data) =>
      run(sandbox, ["write", path, toWord(expected), 0o644, randomBytes(8).toString("hex")], data, parseWritten),
    takePart: (sandbox, { path, upload, offset, total, expected, data }) =>
      run(sandbox, ["part", path, upload, offset, total, toWord(expected)], data, parsePart),
    change: (sandbox, change) => run(sandbox, [change.what, change.path, ...lastWord(change)], NOTHING, parseChange),
  };
}

const toWord = (expected: ExpectedFile): string => (expected.kind === "version" ? expected.version : expected.kind);

const lastWord = (change: FileChange): string[] =>
  change.what === "rename" ? [change.to] : change.what === "discard" ? [change.upload] : [];
