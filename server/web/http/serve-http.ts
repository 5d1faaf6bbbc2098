import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { FILE_ADDRESS } from "../../../lib/contract/browser-protocol.ts";
import { IMAGE_ADDRESS } from "../../../lib/contract/lab-image.ts";
import { VALUES_HEADER } from "../../../lib/contract/lab-vars.ts";
import { RECORD_ADDRESS } from "../../../lib/contract/record.ts";
import { SEARCH_ADDRESS } from "../../../lib/contract/search.ts";
import type { ClassroomRoute } from "../classroom/classroom-route.ts";
import { createPersonToken, parsePersonToken, toPersonCookie, toPersonId } from "../people/person-cookie.ts";
import type { World } from "../world.ts";
import type { OriginRule } from "./allowed-origin.ts";
import { isOwnRequest, isVisit } from "./own-request.ts";
import { readMe } from "./read-me.ts";
import { readRecord } from "./read-record.ts";
import { readSearch } from "./read-search.ts";
import { readValues } from "./read-values.ts";
import { toSecurityHeaders } from "./security-headers.ts";
import { serveImage } from "./serve-image.ts";

/** Answers what is not ours: Next. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export type HttpRules = {
  dev: boolean;
  origins: OriginRule;
  frameSources: readonly string[];
  /** Names that belong to previews of students' pages. */
  isPreviewHost(host: string | undefined): boolean;
  /** Answers FILE_ADDRESS. */
  files: Pages;
  /** Answers the classroom's addresses; false: it is not one of them. */
  classroom: ClassroomRoute;
};

/** One HTTP server: our few small answers, then the pages. Security headers on everything. Not listening yet. */
export function serveHttp(world: World, pages: Pages, rules: HttpRules): Server {
  const { dev, frameSources } = rules;
  return createServer((request, response) => {
    const headers = toSecurityHeaders({ nonce: randomBytes(16).toString("base64"), dev, frameSources });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // Next takes the nonce for its inline scripts from this header of the request; one that a client sent is overwritten.
    request.headers["content-security-policy"] = headers["content-security-policy"];
    answer(world, pages, rules, request, response).catch((error) => {
      world.log.error({ path: pathOf(request), err: error }, "a request failed");
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: "Something went wrong on our side. It has been logged." });
    });
  });
}

async function answer(
  world: World,
  pages: Pages,
  { dev, origins, isPreviewHost, files, classroom }: HttpRules,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request);
  // A proxy that mixes the two up must not make a student's page one of ours.
  if (isPreviewHost(request.headers.host)) return sendJson(response, 421, { error: "This is the address of a preview." });
  if (path === FILE_ADDRESS) return files(request, response);
  if (await classroom(path, request, response)) return;
  const reads = request.method === "GET" || request.method === "HEAD";
  if (reads && path.startsWith(IMAGE_ADDRESS)) {
    if (await serveImage(world.labs, request, response)) return;
    return sendJson(response, 404, { error: "There is no such picture." });
  }
  const own = isOwnRequest(request.headers, origins);
  if (path === "/healthz" || path === "/api/me" || path === RECORD_ADDRESS || path === SEARCH_ADDRESS) {
    if (!reads) return sendJson(response, 405, { error: "This can only be read." });
    if (path === "/healthz") return sendJson(response, 200, { ok: true, sandboxd: world.sandboxd.connected });
    if (!own) return sendJson(response, 403, { error: "Only this site's own pages may ask this." });
    if (path === SEARCH_ADDRESS) return sendJson(response, 200, await readSearch(world.search, request.url ?? ""));
    const token = parsePersonToken(request.headers.cookie);
    const person = token === null ? null : toPersonId(token);
    return sendJson(response, 200, await (path === RECORD_ADDRESS ? readRecord(world, person) : readMe(world, person)));
  }
  // Next's development server has questions of its own; otherwise a page is there to be read.
  if (!reads && !(dev && own)) return sendJson(response, 405, { error: "This can only be read." });
  const person = isPage(path) && (own || isVisit(request.headers)) ? introduce(request, response) : null;
  // Ours alone, like the nonce above: one that a client sent is gone, or overwritten.
  delete request.headers[VALUES_HEADER];
  const values = await readValues(world, person, path);
  if (values !== null) request.headers[VALUES_HEADER] = JSON.stringify(values);
  await pages(request, response);
}

/** Files have a dot in their name: they may be kept by caches and must not carry a cookie. */
const isPage = (path: string): boolean => !path.startsWith("/_next/") && !path.slice(path.lastIndexOf("/")).includes(".");

/**
 * Who asks. A first page view makes a person. Never one that another page asked for: the cookie may only have been withheld from it.
 */
function introduce(request: IncomingMessage, response: ServerResponse): string {
  const known = parsePersonToken(request.headers.cookie);
  const token = known ?? createPersonToken();
  if (known === null) response.appendHeader("set-cookie", toPersonCookie(token, { secure: isHttps(request) }));
  return toPersonId(token);
}

/** A proxy that ends TLS says so; lying about it only hurts the liar's own cookie. */
const isHttps = (request: IncomingMessage): boolean =>
  "encrypted" in request.socket || request.headers["x-forwarded-proto"]?.toString().split(",")[0]?.trim() === "https";

const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split("?")[0]!;

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(response.req.method === "HEAD" ? undefined : JSON.stringify(body));
}
