/**
 * Keys in places. Whoever has a place keeps it; one that has gone leaves it free; a new one takes the first free place, else comes last.
 * Nothing ever moves: only a fresh start (before is empty) puts them in the order they come in.
 */
export function takeSlots(before: readonly (string | null)[], keys: readonly string[]): readonly (string | null)[] {
  const here = new Set(keys);
  const slots = before.map((key) => (key !== null && here.has(key) ? key : null));
  const known = new Set(slots);
  let free = 0;
  for (const key of keys) {
    if (known.has(key)) continue;
    while (free < slots.length && slots[free] !== null) free++;
    slots[free] = key;
  }
  return slots;
}
