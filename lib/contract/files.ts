import { z } from "zod";
import { FileName } from "./file-path.ts";

/** Files of a sandbox as a process inside it sees them. Everything in here was chosen by a student. */

/** Largest file that the editor opens and saves, in bytes. */
export const EDITOR_CAP_BYTES = 1024 * 1024;
/** Largest upload and download, in bytes. */
export const TRANSFER_CAP_BYTES = 32 * 1024 * 1024;
/** One part of a transfer. */
export const PART_BYTES = 1024 * 1024;
/** A directory shows so many entries, the first by name. */
export const ENTRY_CAP = 2000;

/** Any Uint8Array is taken, a Node Buffer included; Socket.IO hands the browser an ArrayBuffer. */
export const FileBytes = z.instanceof(Uint8Array).or(z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer)));

/** Why something could not be done. The sentence with its cure is the page's, in the reader's language. */
export const FileRefusalCode = z.enum([
  "gone",
  "exists",
  "is-directory",
  "not-a-directory",
  "fifo",
  "socket",
  "device",
  "too-big",
  "no-permission",
  "read-only",
  "disk-full",
  "name-too-long",
  "not-empty",
  "busy",
  "running",
  "link-loop",
  "changed",
  "slow",
  "no-memory",
  "no-program",
  "other",
]);
export type FileRefusalCode = z.infer<typeof FileRefusalCode>;

/** detail: what the kernel said, in its own words; may be empty. */
export const FileRefused = z.object({ kind: z.literal("refused"), code: FileRefusalCode, detail: z.string().max(300) });
export type FileRefused = z.infer<typeof FileRefused>;

export const EntryType = z.enum(["file", "directory", "link", "fifo", "socket", "device"]);
export type EntryType = z.infer<typeof EntryType>;

export const FileEntry = z.object({
  name: FileName,
  type: EntryType,
  size: z.number().nonnegative(),
  /** Unix time in seconds. */
  mtime: z.number(),
  /** Permission bits. */
  mode: z.number().int().min(0).max(0o7777),
  /** Where a link leads: its text, percent-encoded as names are, and what is there ("missing": nothing, or nothing that may be looked at). */
  target: z.object({ text: z.string().max(3 * 4096), type: z.enum([...EntryType.options, "missing"]) }).nullable(),
});
export type FileEntry = z.infer<typeof FileEntry>;

export const DirectoryListing = z.object({
  kind: z.literal("listing"),
  /** In the order of their bytes. */
  entries: z.array(FileEntry).max(ENTRY_CAP),
  leftOut: z.number().int().nonnegative(),
  /** leftOut was not counted to the end: there are more. */
  orMore: z.boolean(),
  /** New entries can be made here, as far as the file system and the directory's owner say. */
  writable: z.boolean(),
});
export type DirectoryListing = z.infer<typeof DirectoryListing>;

/** What is known of a file with its content. */
export const FileFacts = z.object({
  size: z.number().nonnegative(),
  mtime: z.number(),
  mode: z.number().int().min(0).max(0o7777),
  writable: z.boolean(),
  /** SHA-256 of the whole content in hex: what a save compares with. Null where a part was read. */
  version: z.string().max(64).nullable(),
  /** Changes with every change of the file: what holds the parts of a download together. */
  state: z.string().max(120),
});
export type FileFacts = z.infer<typeof FileFacts>;

export const FileContent = z.object({ kind: z.literal("content"), facts: FileFacts, data: FileBytes });
export type FileContent = z.infer<typeof FileContent>;

/** What must be there for a write to go ahead: nothing, this version, or whatever is. */
export const ExpectedFile = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("absent") }),
  z.object({ kind: z.literal("version"), version: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ kind: z.literal("any") }),
]);
export type ExpectedFile = z.infer<typeof ExpectedFile>;

/** inPlace: it could not be replaced as a whole (a second name, a mount, a directory that takes no new file). */
export const FileWritten = z.object({ kind: z.literal("written"), facts: FileFacts, inPlace: z.boolean() });
/** It is not what was expected: nothing was written. */
export const FileConflict = z.object({ kind: z.literal("conflict"), now: z.enum(["changed", "gone", "exists"]) });
export const FileDone = z.object({ kind: z.literal("done") });

export const ListOutcome = z.discriminatedUnion("kind", [DirectoryListing, FileRefused]);
export const ReadOutcome = z.discriminatedUnion("kind", [FileContent, FileRefused]);
export const WriteOutcome = z.discriminatedUnion("kind", [FileWritten, FileConflict, FileRefused]);
/** done: the part is taken, the next may come. */
export const PartOutcome = z.discriminatedUnion("kind", [FileDone, FileWritten, FileConflict, FileRefused]);
export const ChangeOutcome = z.discriminatedUnion("kind", [FileDone, FileRefused]);
export type ListOutcome = z.output<typeof ListOutcome>;
export type ReadOutcome = z.output<typeof ReadOutcome>;
export type WriteOutcome = z.output<typeof WriteOutcome>;
export type PartOutcome = z.output<typeof PartOutcome>;
export type ChangeOutcome = z.output<typeof ChangeOutcome>;
