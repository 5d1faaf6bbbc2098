import type { z } from "zod";
import {
  ChangeOutcome,
  type DirectoryListing,
  type FileRefused,
  ListOutcome,
  PartOutcome,
  ReadOutcome,
  WriteOutcome,
} from "../../../lib/contract/files.ts";

/**
 * What the program inside said, whoever that was: a student may have put anything in its place. Whatever is not exactly an answer becomes a
 * refusal.
 */
export const parseListing = (output: Uint8Array) => parse(ListOutcome, output);
export const parseContent = (output: Uint8Array) => parse(ReadOutcome, output);
export const parseWritten = (output: Uint8Array) => parse(WriteOutcome, output);
export const parsePart = (output: Uint8Array) => parse(PartOutcome, output);
export const parseChange = (output: Uint8Array) => parse(ChangeOutcome, output);

export const refused = (code: FileRefused["code"], detail = ""): FileRefused => ({ kind: "refused", code, detail });

function parse<T extends z.ZodType>(schema: T, output: Uint8Array): z.output<T> | FileRefused {
  const buffer = Buffer.from(output.buffer, output.byteOffset, output.byteLength);
  const end = buffer.indexOf(0x0a);
  const words = buffer.toString("latin1", 0, Math.max(0, Math.min(end, 4096))).split(" ");
  const outcome = schema.safeParse(toOutcome(words, buffer.subarray(end + 1)));
  return outcome.success ? outcome.data : refused("other", "unreadable answer");
}

function toOutcome([kind, ...words]: string[], rest: Buffer): unknown {
  switch (kind) {
    case "listing":
      return toListing(words, rest);
    case "content":
      return { kind, facts: toFacts(words), data: rest };
    case "written":
      return { kind, inPlace: words[0] === "1", facts: toFacts(words.slice(1)) };
    case "conflict":
      return { kind, now: words[0] };
    case "refused":
      return { kind, code: words[0], detail: plain(words[1] ?? "") };
    case "done":
      return { kind };
    default:
      return null;
  }
}

function toListing([count, leftOut, more, writable]: string[], rest: Buffer): z.input<typeof DirectoryListing> {
  const lines = rest.toString("latin1").split("\n").slice(0, Number(count));
  const entries = lines.map((line) => {
    const [type, size, mtime, mode, name, target, targetType] = line.split(" ");
    return {
      type: type as "file",
      size: Number(size),
      mtime: Number(mtime),
      mode: Number(mode),
      name: name ?? "",
      target: targetType === "-" ? null : { text: target === "-" ? "" : (target ?? ""), type: targetType as "file" },
    };
  });
  return { kind: "listing", entries, leftOut: Number(leftOut), orMore: more === "1", writable: writable === "1" };
}

const toFacts = ([size, mtime, mode, writable, version, state]: string[]) => ({
  size: Number(size),
  mtime: Number(mtime),
  mode: Number(mode),
  writable: writable === "1",
  version: version === "-" ? null : version,
  state,
});

/** An error text of the C library; anything else is not shown. */
function plain(word: string): string {
  const text = word.replaceAll("%20", " ").replace(/%[0-9A-F]{2}/g, "?");
  return /^[\x20-\x7e]*$/.test(text) ? text.slice(0, 300) : "";
}
