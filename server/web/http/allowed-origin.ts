export type OriginRule = {
  /** GLASSBOX_ORIGINS, e.g. https://lab.example.org */
  listed: readonly string[];
  /** web listens on this machine only: then a name other than localhost in Host means a proxy (list it) or DNS rebinding. */
  loopbackOnly: boolean;
};

export type OriginDecision = { allowed: true } | { allowed: false; because: string };

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a page may open a WebSocket. Browsers send cookies with WebSockets from any site and no CORS check stops them, so this does.
 * The reason is a sentence for the operator's log.
 */
export function decideOrigin(origin: string | undefined, host: string | undefined, rule: OriginRule): OriginDecision {
  if (!origin) return { allowed: false, because: "it has no Origin header: only pages in a browser may connect" };
  if (rule.listed.some((listed) => listed.replace(/\/$/, "").toLowerCase() === origin.toLowerCase())) return { allowed: true };
  const url = URL.canParse(origin) ? new URL(origin) : null;
  const cure = `set GLASSBOX_ORIGINS=${printable(origin)} if that page is yours`;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:") || url.origin !== origin.toLowerCase())
    return { allowed: false, because: `the origin ${printable(origin)} is not an http or https address` };
  if (url.host !== withoutDefaultPort(host ?? "", url.protocol))
    return { allowed: false, because: `the page came from ${printable(origin)} and this is ${printable(host ?? "")}: ${cure}` };
  if (rule.loopbackOnly && !LOOPBACK_NAMES.has(url.hostname))
    return { allowed: false, because: `web listens on this machine only, yet was called ${printable(host ?? "")}: ${cure}` };
  return { allowed: true };
}

export const isLoopback = (listenHost: string): boolean =>
  listenHost === "localhost" || listenHost === "::1" || /^127\./.test(listenHost);

const withoutDefaultPort = (host: string, protocol: string): string =>
  host.toLowerCase().replace(protocol === "https:" ? /:443$/ : /:80$/, "");

/** Headers are the sender's text: printable ASCII, cut. */
const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
