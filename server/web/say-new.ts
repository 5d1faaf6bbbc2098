/** Says each line once, and again only after it was gone meanwhile. */
export function sayNew(say: (line: string) => void): (lines: readonly string[]) => void {
  let before: readonly string[] = [];
  return (lines) => {
    for (const line of lines) if (!before.includes(line)) say(line);
    before = lines;
  };
}
