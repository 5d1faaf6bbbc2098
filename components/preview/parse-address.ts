import { PreviewPath } from "../../lib/contract/browser-protocol.ts";
import type { PreviewPlace } from "../../lib/contract/preview-link.ts";

/**
 * What people type for a port of the sandbox: 8088, :8088/path, localhost:8088, http://127.0.0.1:8088/a?b; localhost alone is port 80. null
 * for anything else: another host cannot be previewed.
 */
export function parseAddress(text: string): PreviewPlace | null {
  const match = /^(?:http:\/\/)?(?:(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]))?(?::?(\d{1,5}))?([/?#].*)?$/i.exec(text.trim());
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  const port = Number(match[2] ?? 80);
  const rest = (match[3] ?? "/").replace(/#.*$/, "");
  const path = encodeURI(decodeSafely(rest.startsWith("/") ? rest : `/${rest}`));
  return port >= 1 && port <= 65535 && PreviewPath.safeParse(path).success ? { port, path } : null;
}

/** So that what is encoded already is not encoded twice. */
function decodeSafely(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
