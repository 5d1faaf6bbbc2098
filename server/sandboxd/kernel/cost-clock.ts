let waited = 0;

/**
 * What this thread has cost the machine so far, in ms: processor time of its own (getrusage(2), RUSAGE_THREAD) and the time it waited for programs
 * it started. Unlike a watch it stands still while others have the processor: a reading is not dear because the machine is busy.
 */
export function costSoFar(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000 + waited;
}

/** Runs what waits for a program, and counts the time. */
export function countWaiting<T>(work: () => T): T {
  const began = performance.now();
  try {
    return work();
  } finally {
    waited += performance.now() - began;
  }
}
