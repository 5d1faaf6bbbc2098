import { toOwnHostCookie, withoutOwnCookies } from "./own-cookie.ts";

/** Header names in lower case, each with all its values. Without a prototype: a header may be called __proto__. */
export type Headers = Record<string, string[]>;

/** Of one connection, not of the message (RFC 9110, 7.6.1), and what is for proxies only. */
const HOP_BY_HOP = new Set(
  ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect"].concat([
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-authentication-info",
    "http2-settings",
  ]),
);
/** Said by us alone. */
const OF_PROXIES = /^(x-forwarded-.*|forwarded|x-real-ip|via)$/;
/**
 * What would reach beyond the preview's own host: Clear-Site-Data deletes the cookies of the whole registrable domain, the lab's with them;
 * the others send the browser, or its reports, to another place for later.
 */
const BEYOND_THE_PAGE = new Set([
  ...["clear-site-data", "alt-svc", "strict-transport-security", "public-key-pins", "nel", "report-to", "reporting-endpoints"],
  ...["surrogate-control", "cdn-cache-control"],
]);

/** Name and value in turn, as Node keeps what came in. */
export function groupHeaders(raw: readonly string[]): Headers {
  const headers: Headers = Object.create(null);
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    const values = headers[name] ?? [];
    values.push(raw[at + 1]!);
    headers[name] = values;
  }
  return headers;
}

function withoutHops(headers: Headers): Headers {
  const named = (headers.connection ?? []).flatMap((value) => value.split(",").map((name) => name.trim().toLowerCase()));
  const kept: Headers = Object.create(null);
  for (const [name, values] of Object.entries(headers)) {
    if (!HOP_BY_HOP.has(name) && !named.includes(name)) kept[name] = values;
  }
  return kept;
}

/** Where a preview is for the browser and for the student's server. */
export type Ends = { origin: string; port: number };

/**
 * What the student's server is sent: its own name as Host, the preview's origin in Origin and Referer turned into that name, no cookie of ours
 * and nothing about where its owner sits.
 */
export function toSandboxRequest(raw: readonly string[], { origin, port }: Ends): Headers {
  const headers = withoutHops(groupHeaders(raw));
  const host = `localhost:${port}`;
  for (const name of Object.keys(headers)) if (OF_PROXIES.test(name)) delete headers[name];
  const cookie = withoutOwnCookies((headers.cookie ?? []).join("; "));
  delete headers.cookie;
  if (cookie !== null) headers.cookie = [cookie];
  if (headers.origin) headers.origin = headers.origin.map((value) => (value === origin ? `http://${host}` : value));
  if (headers.referer)
    headers.referer = headers.referer.map((value) =>
      value.startsWith(`${origin}/`) ? `http://${host}${value.slice(origin.length)}` : value,
    );
  headers.host = [host];
  headers["x-forwarded-host"] = [new URL(origin).host];
  headers["x-forwarded-proto"] = [new URL(origin).protocol.slice(0, -1)];
  return headers;
}

/** What the browser is sent. `framers`: who may frame it besides itself. */
export function toBrowserResponse(raw: readonly string[], { origin, port }: Ends, framers: string): Headers {
  const headers = withoutHops(groupHeaders(raw));
  for (const name of Object.keys(headers)) if (BEYOND_THE_PAGE.has(name)) delete headers[name];
  const cookies = (headers["set-cookie"] ?? []).flatMap((value) => toOwnHostCookie(value) ?? []);
  delete headers["set-cookie"];
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  if (headers.location) headers.location = headers.location.map((value) => toOwnLocation(value, origin, port));
  headers["cache-control"] = [toPrivate((headers["cache-control"] ?? []).join(", "))];
  // One more policy: browsers obey all of them, so the student's own (if any) still holds.
  headers["content-security-policy"] = [...(headers["content-security-policy"] ?? []), `frame-ancestors 'self' ${framers}`];
  headers["referrer-policy"] ??= ["same-origin"];
  // A process of its own for each preview, where the browser does that.
  headers["origin-agent-cluster"] ??= ["?1"];
  return headers;
}

/** A redirection to the server's own name leads back to the preview. */
function toOwnLocation(location: string, origin: string, port: number): string {
  const match = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::(\d+))?(?=[/?#]|$)(.*)$/i.exec(location);
  if (!match || Number(match[2] ?? 80) !== port) return location;
  return `${origin}${match[3]!.startsWith("/") ? "" : "/"}${match[3]}`;
}

/** The same rules for the browser's own cache, and none for caches that several people share. */
function toPrivate(cacheControl: string): string {
  const kept = cacheControl
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/^(public|private|s-maxage|proxy-revalidate|must-understand)\b/i.test(part));
  return ["private", ...kept].join(", ");
}
