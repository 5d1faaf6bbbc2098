/** pino's levels, and what a reader of a terminal needs of them. */
const LEVELS: Record<number, string> = { 10: "trace", 20: "debug", 30: "", 40: "warning", 50: "error", 60: "fatal" };
/** What every pino line carries and no reader needs. */
const NOISE = new Set(["level", "time", "msg", "pid", "hostname", "part", "name"]);

/**
 * One line of a process's output as the launcher prints it: the process's name in front; a pino JSON line as its message and fields.
 * Control characters are shown, not obeyed: a student's text may be in there.
 */
export function toLogLine(service: string, line: string): string {
  return `${service.padEnd(8)} │ ${toText(line).replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, toEscape)}`;
}

function toText(line: string): string {
  if (!line.startsWith("{")) return line;
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof record.level !== "number") return line;
  const level = LEVELS[record.level] ?? String(record.level);
  const fields = Object.entries(record)
    .filter(([key]) => !NOISE.has(key))
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return [...(level === "" ? [] : [`${level}:`]), String(record.msg ?? ""), ...fields].join(" ");
}

const toEscape = (character: string) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
