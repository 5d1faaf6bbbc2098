/** The headers by which a browser says what made it ask (Fetch Metadata, and Origin). */
export type AskedBy = {
  method?: string | undefined;
  origin?: string | undefined;
  "sec-fetch-site"?: string | string[] | undefined;
  "sec-fetch-mode"?: string | string[] | undefined;
};

/**
 * Whether a request comes from the preview's own pages, or is somebody going there. Other sites' pages may link to it and frame it; they may
 * not act in it with the cookie that the browser attaches.
 */
export function isAskedByItself(asked: AskedBy, ownOrigin: string): boolean {
  const site = asked["sec-fetch-site"];
  if (site === "same-origin" || site === "none") return true;
  if (site !== undefined) return asked["sec-fetch-mode"] === "navigate" && (asked.method === "GET" || asked.method === "HEAD");
  // Browsers say it to https and to this machine only; Origin they say everywhere, where something is changed or a WebSocket opened.
  return asked.origin === undefined ? asked.method === "GET" || asked.method === "HEAD" : asked.origin === ownOrigin;
}
