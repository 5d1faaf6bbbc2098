/** Time as the terminal classes see it, so that tests own it. Milliseconds. */
export type Clock = {
  now(): number;
  /** Runs once after ms; the returned function calls it off. */
  after(ms: number, run: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
