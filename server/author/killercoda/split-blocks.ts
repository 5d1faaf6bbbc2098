/** A text in pieces, each with its first line in the source, counted from 1. */
export type Block =
  | { kind: "prose"; line: number; lines: string[] }
  | {
      kind: "fence";
      line: number;
      /** What stands before the first fence: indentation, a list marker or a quote's ">". */
      first: string;
      info: string;
      code: string[];
      /** The text in {{ }} behind the closing fence; null without one. */
      marker: string | null;
      closed: boolean;
    };

const OPEN = /^((?:[ \t]|>)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
/** Killercoda closes a block also where the fence does not stand alone: "last line```{{exec}}". */
const GLUED_CLOSE = /^(.*\S)(`{3,})[ \t]*\{\{[ \t]*((?:exec|execute|copy)(?:[ \t]+[\w-]+)*)[ \t]*\}\}[ \t]*$/i;

/** Cuts at fences and blank lines. Never throws: a fence without an end goes to the end. */
export function splitBlocks(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let prose: string[] = [];
  const endProse = (at: number) => {
    if (prose.length > 0) blocks.push({ kind: "prose", line: at - prose.length + 1, lines: prose });
    prose = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const open = OPEN.exec(line);
    if (open === null) {
      prose.push(line);
      if (line.trim() === "") endProse(index + 1);
      continue;
    }
    endProse(index);
    const fence = readFence(lines, index, open[1]!, open[2]!);
    blocks.push({ ...fence, kind: "fence", line: index + 1, first: open[1]!, info: open[3]!.trim() });
    index = fence.last;
  }
  endProse(lines.length);
  return blocks;
}

function readFence(lines: readonly string[], start: number, first: string, ticks: string) {
  const close = new RegExp(`^(?:[ \\t]|>)*${ticks[0]}{${ticks.length},}[ \\t]*(?:\\{\\{([^{}]*)\\}\\})?[ \\t]*$`);
  const code: string[] = [];
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index]!;
    const end = close.exec(line);
    if (end) return { code, marker: end[1] ?? null, closed: true, last: index };
    const glued = GLUED_CLOSE.exec(line);
    if (glued && ticks.startsWith("`") && glued[2]!.length >= ticks.length) {
      return { code: [...code, unindent(glued[1]!, first)], marker: glued[3]!, closed: true, last: index };
    }
    code.push(unindent(line, first));
  }
  return { code, marker: null, closed: false, last: lines.length };
}

/** Takes the block's own indentation (or its quote marks) from a line of code, never more. */
function unindent(line: string, first: string): string {
  const bare = first.includes(">") ? line.replace(/^\s*>\s?/, "") : line;
  const width = first.replace(/>\s?/g, "").length;
  const own = /^\s*/.exec(bare)![0].length;
  return bare.slice(Math.min(width, own));
}
