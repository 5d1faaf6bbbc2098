/** The files of a lab's lib/ folder: name -> text. */
export type SharedShell = Readonly<Record<string, string>>;

/** How a script takes one in: . "$LAB_LIB/names.sh", on a line of its own. shellcheck finds the file by the same words. */
const SOURCE = /^([ \t]*)(?:\.|source)[ \t]+"\$(?:LAB_LIB|\{LAB_LIB\})\/([^"/]*)"(?=[ \t]*$|[ \t]+#)/;

/** The file that a line of a script takes in; null: none. */
export const sourcedIn = (line: string): string | null => SOURCE.exec(line)?.[2] ?? null;

/**
 * A script that holds what it shares with others, as it goes into the sandbox. There is no file in there that root could change between
 * writing and running. Still one line, so that line numbers in messages stay right.
 */
export const withShared = (script: string, lib: SharedShell): string =>
  replaceSourced(script, lib, (text) => `eval ${quoteInOneLine(text)}`);

/** The same to read, and to paste: the shared text stands where it was taken in, without its first line (#!/bin/bash). */
export const showShared = (script: string, lib: SharedShell): string =>
  replaceSourced(script, lib, (text) => text.replace(/^#![^\n]*\n/, "").trimEnd());

function replaceSourced(script: string, lib: SharedShell, write: (text: string) => string): string {
  const row = (line: string) => {
    const [found, indent, name] = SOURCE.exec(line) ?? [];
    if (found === undefined || !Object.hasOwn(lib, name!)) return line;
    return `${indent}${write(lib[name!]!)}${line.slice(found.length)}`;
  };
  return script.split("\n").map(row).join("\n");
}

/** bash's $'...': everything but these stands for itself. */
const ESCAPES: Record<string, string> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r" };
const quoteInOneLine = (text: string): string => `$'${text.replace(/[\\'\n\r]/g, (one) => ESCAPES[one]!)}'`;
