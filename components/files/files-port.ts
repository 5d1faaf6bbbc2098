import type { FilePath } from "../../lib/contract/file-path.ts";
import type {
  ChangeOutcome,
  ExpectedFile,
  FileRefused,
  ListOutcome,
  PartOutcome,
  ReadOutcome,
  WriteOutcome,
} from "../../lib/contract/files.ts";

/** Nobody answered, or the answer was a sentence of the server's: no connection, no sandbox, too fast. */
export type PortFailure = { kind: "failed"; error: string };

/** What the file pane asks of the page around it. Never rejects. */
export type FilesPort = {
  list(path: FilePath): Promise<ListOutcome | PortFailure>;
  read(path: FilePath): Promise<ReadOutcome | PortFailure>;
  write(path: FilePath, expected: ExpectedFile, data: Uint8Array<ArrayBuffer>): Promise<WriteOutcome | PortFailure>;
  makeDirectory(path: FilePath): Promise<ChangeOutcome | PortFailure>;
  remove(path: FilePath): Promise<ChangeOutcome | PortFailure>;
  rename(path: FilePath, to: FilePath): Promise<ChangeOutcome | PortFailure>;
  upload(path: FilePath, file: Blob, expect: "absent" | "any"): Promise<PartOutcome | PortFailure>;
  download(path: FilePath): Promise<{ kind: "blob"; blob: Blob } | FileRefused | PortFailure>;
};
