/**
 * What sandboxd does while a sandbox starts, as SandboxSummary.detail says it. Whoever shows it in another language finds by these sentences which
 * one it is; any other is shown as it came.
 */
export const STARTING = {
  turn: "waiting for its turn",
  images: "loading the images of this lab, once for everybody",
  disk: "preparing its disk and its limits",
  root: "mounting its root file system",
  process: "starting its first process",
  network: "connecting its network",
  engine: "starting the Docker Engine",
} as const;

export type Starting = keyof typeof STARTING;

/** null: a sentence of another kind. */
export const toStarting = (detail: string | null): Starting | null =>
  (Object.keys(STARTING) as Starting[]).find((key) => STARTING[key] === detail) ?? null;
