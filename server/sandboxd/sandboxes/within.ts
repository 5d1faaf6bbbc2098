/** The work's own end, or an error after so many milliseconds that names what is still being worked on. */
export async function within<T>(timeoutMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end within ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Waits for all and answers with what those that failed said. */
export async function failuresOf(works: Promise<unknown>[]): Promise<string[]> {
  const results = await Promise.allSettled(works);
  return results.flatMap((result) =>
    result.status === "rejected" ? [result.reason instanceof Error ? result.reason.message : String(result.reason)] : [],
  );
}
