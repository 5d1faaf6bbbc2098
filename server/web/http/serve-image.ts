import type { IncomingMessage, ServerResponse } from "node:http";
import type { LabLibrary } from "../../../lib/content/lab-library.ts";
import { IMAGE_ADDRESS } from "../../../lib/contract/lab-image.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** A picture is nothing else, whatever an SVG says: opened by itself it is of no origin, runs nothing and fetches nothing. */
const IMAGE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

/** Answers IMAGE_ADDRESS: pictures of labs, which anybody may see who may see the labs. False: there is none here. */
export async function serveImage(
  labs: Pick<LabLibrary, "lab">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [path = "", query] = (request.url ?? "").split("?");
  const [, lab, name] = /^([a-z0-9-]{1,64})\/([a-zA-Z0-9._-]{1,100})$/.exec(path.slice(IMAGE_ADDRESS.length)) ?? [];
  const image = lab === undefined ? undefined : (await labs.lab(lab))?.images?.get(`images/${name}`);
  if (image === undefined) return false;
  // Any other version is one of before or after: the picture of now, for now.
  const kept = query === `v=${image.version}` ? `public, max-age=${YEAR_SECONDS}, immutable` : "no-cache";
  response.writeHead(200, {
    "content-type": image.type,
    "content-length": image.content.byteLength,
    "content-security-policy": IMAGE_POLICY,
    "cache-control": kept,
  });
  response.end(request.method === "HEAD" ? undefined : image.content);
  return true;
}
