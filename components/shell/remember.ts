const YEAR_SECONDS = 365 * 24 * 3600;

/** Remembers a choice in a cookie, so that the server's next page already knows it. */
export function remember(cookie: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent in Firefox and needs HTTPS; a school's plain HTTP must work too.
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
