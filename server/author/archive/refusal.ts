/** For what only its sender can mend. */
const ASK_AGAIN = "ask whoever sent it for a new export (npm run lab -- export)";

/** A sentence: what is wrong with a lab's file, and the cure. */
export const refusal = (what: string, cure = ASK_AGAIN): Error => new Error(`${what}: ${cure}.`);

/** A name as text that does nothing to a terminal, and is not long. */
export function showName(name: string): string {
  const cut = name.length > 120 ? `${name.slice(0, 120)}…` : name;
  return `"${toPlain(cut)}"`;
}

/** Control characters, and those that turn the direction of text, as their numbers. */
export const toPlain = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (each) => `\\u{${each.codePointAt(0)!.toString(16)}}`);
