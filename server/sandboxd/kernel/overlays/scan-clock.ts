/**
 * Milliseconds of effort since it was made: CPU time of this thread, or a quarter of the time on the wall where that is more. On a host whose
 * cores are taken by others a reading takes longer, and is no reason to cut it short.
 */
export function createScanClock(): () => number {
  const started = performance.now();
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return Math.max((user + system) / 1000, (performance.now() - started) / 4);
  };
}
