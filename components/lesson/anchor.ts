/** The sanitiser's mark on every id that came from a text (lib/content/to-hast.ts). */
const PREFIX = "user-content-";

/** #name of an id in the text; null where the id is none of the text's. */
export const anchorOf = (id: string | undefined): string | null =>
  id?.startsWith(PREFIX) ? `#${encodeURIComponent(id.slice(PREFIX.length))}` : null;

/** Goes to the place that an address names: unfolds what it lies in, scrolls there and gives it the focus. False: there is no such place. */
export function showAnchor(hash: string): boolean {
  const place = document.getElementById(PREFIX + decode(hash.slice(1)));
  if (hash.length < 2 || place === null) return false;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  place.scrollIntoView({ block: "start" });
  place.focus({ preventScroll: true });
  return true;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
