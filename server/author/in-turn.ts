/**
 * Does pieces of work, so many at a time, and gives each result to `take` in the order of the list, as soon as all before it are there. The
 * first error, of a piece or of `take`, ends it once the pieces that run have ended; no other is begun.
 */
export async function inTurn<T>(
  pieces: readonly (() => Promise<T>)[],
  jobs: number,
  take: (result: T, index: number) => void,
): Promise<void> {
  const results: ({ value: T } | undefined)[] = [];
  let begun = 0;
  let taken = 0;
  let failure: { error: unknown } | null = null;
  const work = async () => {
    while (begun < pieces.length && failure === null) {
      const index = begun++;
      try {
        results[index] = { value: await pieces[index]!() };
        for (let next = results[taken]; next !== undefined && failure === null; next = results[taken]) take(next.value, taken++);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, work));
  if (failure !== null) throw (failure as { error: unknown }).error;
}
