import { type Logger, pino } from "pino";

export type Log = Logger;

/** One JSON line per event on stdout; the launcher gives it its prefix. */
export const createLog = (level: string): Log => pino({ level, base: { part: "web" } });
