/** The lowest number not in use: a slot decides uid range, address and link, so low ones are used again first. */
export function lowestFreeSlot(used: number[]): number {
  const taken = new Set(used);
  let slot = 0;
  while (taken.has(slot)) slot++;
  return slot;
}
