/** Cuts input into pieces of at most `limit` bytes, in order. Bytes are not characters: a piece may end inside one, the shell joins them. */
export function cutInput(data: Uint8Array<ArrayBuffer>, limit: number): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < data.byteLength; start += limit) pieces.push(data.subarray(start, start + limit));
  return pieces;
}
