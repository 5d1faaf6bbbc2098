/** What stands in {{ }} behind a piece of code, as Killercoda and Katacoda know it. */
export type Marker = {
  action: "run" | "copy" | "open" | "none" | "unknown";
  /** T2: the second terminal; null where none is named. */
  terminal: number | null;
  /** HOST2: the second host. */
  host: number;
  /** Ctrl-C before the command. */
  interrupt: boolean;
  /** Typed without Enter. */
  noNewline: boolean;
  /** Words that we do not know, ctrl-seq among them. */
  unknown: string[];
};

const ACTIONS: Record<string, Marker["action"]> = { exec: "run", execute: "run", copy: "copy", open: "open" };

/** @param inside the text between the braces; {{}} marks code that is neither run nor copied */
export function parseMarker(inside: string): Marker {
  const [first, ...rest] = inside.trim().toLowerCase().split(/\s+/);
  const marker: Marker = { action: "none", terminal: null, host: 1, interrupt: false, noNewline: false, unknown: [] };
  if (!first) return marker;
  marker.action = Object.hasOwn(ACTIONS, first) ? ACTIONS[first]! : "unknown";
  for (const word of rest) {
    const terminal = /^t([1-9]\d?)$/.exec(word);
    const host = /^host0?([1-9]\d?)$/.exec(word);
    if (terminal) marker.terminal = Number(terminal[1]);
    else if (host) marker.host = Number(host[1]);
    else if (word === "interrupt") marker.interrupt = true;
    else if (word === "no-newline") marker.noNewline = true;
    else marker.unknown.push(word);
  }
  return marker;
}

/** A marker directly behind code. Only the known words count: `{{ .Values.x }}` is Helm's, Go's or Jinja's. */
export const MARKER_BEHIND_CODE = /^[ \t]*\{\{[ \t]*((?:(?:exec|execute|copy|open)(?:[ \t]+[\w-]+)*)?)[ \t]*\}\}/i;
