/** Like Promise.all, but fails only when all have ended: what is still being made could otherwise appear after it was removed. */
export async function allOrNothing<T extends readonly unknown[]>(
  parts: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(parts);
  return (await Promise.all(parts)) as unknown as T;
}
