export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** One at a time, in the order of asking; a failure does not stop the next. */
export function inTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => null);
    return mine;
  };
}
