/** How many names are remembered: more than the labs of a school have. */
const MAX_NAMES = 40;

/** The tab to show: the one whose name was picked last, in these tabs or in any other; at first the first. */
export function chooseTab(names: readonly string[], picked: readonly string[]): string | undefined {
  return picked.find((name) => names.includes(name)) ?? names[0];
}

/** What was picked, the last first. */
export const pickTab = (picked: readonly string[], name: string): string[] =>
  [name, ...picked.filter((each) => each !== name)].slice(0, MAX_NAMES);

/** Whatever lies in this browser's storage: names, or nothing. */
export function parsePicked(raw: string | null): string[] {
  try {
    const value: unknown = JSON.parse(raw ?? "[]");
    return Array.isArray(value) ? value.filter((name): name is string => typeof name === "string").slice(0, MAX_NAMES) : [];
  } catch {
    return [];
  }
}
