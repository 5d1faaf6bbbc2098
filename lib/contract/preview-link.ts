import { PreviewPath } from "./browser-protocol.ts";

/** A port of the sandbox and a place there. */
export type PreviewPlace = { port: number; path: string };

/** preview:8088 or preview:8088/path, as a lesson links to a port of the sandbox. null: not such a link; a string says what is wrong with it. */
export function parsePreviewLink(url: string): PreviewPlace | string | null {
  if (!/^preview:/i.test(url)) return null;
  const cure = `write preview: and a port from 1 to 65535, such as preview:8088 or preview:8088/index.html`;
  const match = /^preview:(\d{1,6})(\/.*)?$/i.exec(url);
  if (!match) return cure;
  const port = Number(match[1]);
  const path = match[2] ?? "/";
  if (port < 1 || port > 65535) return `there is no port ${match[1]}: ${cure}`;
  if (!PreviewPath.safeParse(path).success) return `the path ${path.slice(0, 40)} cannot be opened: ${cure}`;
  return { port, path };
}
