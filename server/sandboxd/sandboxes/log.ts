/** Where what happens to sandboxes is written down. */
export type Log = Record<"info" | "warn" | "error", (data: object, message: string) => void>;
