import type { DiagramKind } from "../../lib/contract/lab.ts";

/** More than this side by side are too narrow to read. */
export const MOST_OPEN = 3;

/** Which diagrams are open, in the order they stand side by side. Never empty. */
export type OpenDiagrams = readonly DiagramKind[];

/** Those a lab opens first; one that names none opens the layers. */
export function firstDiagrams(kinds: readonly DiagramKind[]): OpenDiagrams {
  const distinct = [...new Set(kinds)].slice(0, MOST_OPEN);
  return distinct.length > 0 ? distinct : ["layers"];
}

/** Opens one beside the others; where there is no room, the oldest makes place. */
export function openBeside(open: OpenDiagrams, kind: DiagramKind): OpenDiagrams {
  return open.includes(kind) ? open : [...open, kind].slice(-MOST_OPEN);
}

/** Closes one; the last one stays. */
export function closeDiagram(open: OpenDiagrams, kind: DiagramKind): OpenDiagrams {
  const left = open.filter((one) => one !== kind);
  return left.length > 0 ? left : open;
}

/** What the text points at must be seen: it stays where it is, or stands alone in place of what was open. */
export const showDiagram = (open: OpenDiagrams, kind: DiagramKind): OpenDiagrams => (open.includes(kind) ? open : [kind]);
