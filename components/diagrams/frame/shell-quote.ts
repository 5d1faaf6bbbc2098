/** Control characters and characters that change how the text around them is drawn; none may reach a terminal unescaped. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const byteEscapes = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

/** A name as a label shows it: what arrives is escaped already, this only makes sure that nothing invisible is ever drawn. */
export const visibleName = (name: string): string => name.replace(UNSEEN, byteEscapes);

/**
 * A shell word for a name as KernelView writes it (\n, \xNN, \u{...} and \\ stand for what cannot be shown). The word holds no control
 * character, so that typing it can never press Enter. Escapes use bash's $'...' form; bytes that are no UTF-8 survive the round trip.
 */
export function shellQuote(name: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(name)) return name;
  const safe = visibleName(name);
  if (!safe.includes("\\")) return `'${safe.replaceAll("'", `'\\''`)}'`;
  const escaped = safe
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, hex: string) => byteEscapes(String.fromCodePoint(Number.parseInt(hex, 16))))
    .replaceAll("'", "\\'");
  return `$'${escaped}'`;
}
