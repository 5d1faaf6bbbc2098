/** Names of Glassbox's own cookies, with the prefixes that browsers attach rules to. */
const OURS = /^(__(host|secure)-)?gb_/i;

export const PREVIEW_COOKIE = "gb_preview";

/**
 * This preview's cookie. The pane frames the preview from the lab's site: None, so that it is sent there, and Partitioned, so that browsers
 * which keep no third-party cookies keep this one for this pair of sites. Both need Secure, which browsers grant to http below localhost
 * too; any other http address has to do with Lax.
 */
export const toPreviewCookie = (session: string, secure: boolean): string =>
  `${PREVIEW_COOKIE}=${session}; Path=/; HttpOnly; ${secure ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax"}`;

/** A Cookie header without ours; null when nothing is left. What a student's server is sent must not say who somebody is. */
export function withoutOwnCookies(header: string): string | null {
  const kept = header
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !OURS.test(part.split("=")[0]!.trim()));
  return kept.length > 0 ? kept.join("; ") : null;
}

/**
 * A Set-Cookie header of a student's server, made fit for its own host only: without Domain, so that no other host gets it. null for one
 * that takes a name of ours, or has none: a browser sends a cookie without a name as its bare value, which may read gb_person=...
 */
export function toOwnHostCookie(header: string): string | null {
  const [pair = "", ...attributes] = header.split(";");
  const at = pair.indexOf("=");
  const name = pair.slice(0, Math.max(at, 0)).trim();
  if (at < 1 || name === "" || OURS.test(name)) return null;
  return [pair, ...attributes.filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))].join(";");
}
