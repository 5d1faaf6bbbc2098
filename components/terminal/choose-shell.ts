/**
 * In which running shell a command of the lesson is typed; undefined: none fits. A named one is that one. Without a name it is the one in front,
 * but for those that the lesson keeps for other things (all it names after the first: one may just be listening there): then the first.
 */
export function chooseShell<S extends { id: string; name: string }>(
  running: readonly S[],
  { named, front, lessonShells }: { named: string | undefined; front: string | undefined; lessonShells: readonly string[] },
): S | undefined {
  if (named !== undefined) return running.find(({ name }) => name === named);
  const inFront = running.find(({ id }) => id === front);
  const [first, ...kept] = lessonShells;
  if (!inFront || !kept.includes(inFront.name)) return inFront;
  return running.find(({ name }) => name === first);
}
