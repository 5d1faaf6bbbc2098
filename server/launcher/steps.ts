import { stderr } from "node:process";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;

/** Lets a step say what it is doing right now. */
export type Tell = (detail: string) => void;

const active = new Map<symbol, { title: string; detail: string; began: number }>();
let timer: NodeJS.Timeout | undefined;
let frame = 0;

/**
 * Runs one step of the start and shows that it is being done, then how long it took. Steps may overlap. On a terminal one line spins;
 * elsewhere (logs, CI) each step prints a line when it begins, if it takes long enough to wonder, and one when it ends.
 */
export async function step<T>(title: string, work: (tell: Tell) => Promise<T>): Promise<T> {
  const key = Symbol(title);
  const began = performance.now();
  active.set(key, { title, detail: "", began });
  const announce = stderr.isTTY ? undefined : setTimeout(() => print(`  … ${title}`), 500);
  if (stderr.isTTY) timer ??= setInterval(paint, FRAME_MS);
  try {
    const value = await work((detail) => active.set(key, { title, detail, began }));
    finish(key, `  ✓ ${title}  ${toDuration(performance.now() - began)}`);
    return value;
  } catch (error) {
    finish(key, `  ✗ ${title}  ${toDuration(performance.now() - began)}`);
    throw error;
  } finally {
    clearTimeout(announce);
  }
}

/** Prints a line above the spinner. */
export function print(line: string): void {
  if (stderr.isTTY) stderr.write("\r\x1b[K");
  stderr.write(`${line}\n`);
  if (stderr.isTTY && active.size > 0) paint();
}

/** 850 -> "0.9 s", 75_000 -> "1 min 15 s". */
export function toDuration(ms: number): string {
  if (ms < 59_500) return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function finish(key: symbol, line: string): void {
  active.delete(key);
  print(line);
  if (active.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

function paint(): void {
  frame = (frame + 1) % FRAMES.length;
  const text = [...active.values()]
    .map(({ title, detail, began }) => `${title}${detail && `: ${detail}`}  ${toDuration(performance.now() - began)}`)
    .join("   ");
  stderr.write(`\r\x1b[K  ${FRAMES[frame]} ${text.slice(0, Math.max(20, (stderr.columns ?? 80) - 5))}`);
}
