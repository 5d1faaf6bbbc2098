import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { FILE_ADDRESS } from "../../../lib/contract/browser-protocol.ts";
import { FilePath, nameOf, textOf } from "../../../lib/contract/file-path.ts";
import { type FileRefused, PART_BYTES, type PartOutcome, TRANSFER_CAP_BYTES } from "../../../lib/contract/files.ts";
import { inLocale, LabId, type Localized } from "../../../lib/contract/ids.ts";
import { LOCALE_COOKIE, pickLocale } from "../../../lib/contract/pick-locale.ts";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import { decideOrigin, type OriginRule } from "../http/allowed-origin.ts";
import type { Seats } from "../labs/seats.ts";
import type { Log } from "../log.ts";
import { parseCookie, parsePersonToken, toPersonId } from "../people/person-cookie.ts";
import { Refusal, toRefusal } from "../refusal.ts";
import { texts } from "../texts.ts";
import { TransferLimits } from "./transfer-limits.ts";

const Query = z.object({ lab: LabId, path: FilePath, expect: z.enum(["absent", "any"]).default("absent") });
type Parts = { sandboxd: SandboxdClient; seats: Seats; origins: OriginRule; log: Log };
type Place = { sandbox: string; path: FilePath; person: string };

/** A browser that neither sends nor reads for so long is gone. */
const SILENCE_MS = 30_000;

/** Answers FILE_ADDRESS. */
export type FileRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Files up and down, in parts, for the person whose cookie comes along and whose lab is open. Only our own pages may ask: the page's origin
 * is checked as the socket's is. What comes down is never shown as part of this site: it is an attachment of no known type.
 */
export function createFileRoute({ sandboxd, seats, origins, log }: Parts): FileRoute {
  const limits = new TransferLimits();

  return async (request, response) => {
    const locale = pickLocale(parseCookie(request.headers.cookie, LOCALE_COOKIE), request.headers["accept-language"]);
    const no = (status: number, text: Localized) => {
      // The rest of a body that nobody wants is not read.
      if (request.method !== "GET") response.setHeader("connection", "close");
      sendJson(response, status, { error: inLocale(text, locale) });
    };
    if (request.method !== "GET" && request.method !== "PUT") return no(405, texts.malformed(FILE_ADDRESS));
    const origin = decideOrigin(request.headers.origin ?? originOf(request.headers.referer), request.headers.host, origins);
    const site = request.headers["sec-fetch-site"];
    if (!origin.allowed || (site !== undefined && site !== "same-origin")) {
      log.warn(
        { from: request.socket.remoteAddress },
        `refused a file: ${origin.allowed ? `asked from ${site}` : origin.because}`,
      );
      return no(403, texts.notFromHere);
    }
    const token = parsePersonToken(request.headers.cookie);
    if (token === null) return no(401, texts.noCookie);
    const query = Query.safeParse(Object.fromEntries(new URL(request.url ?? "/", "http://web").searchParams));
    if (!query.success) return no(400, texts.malformed(FILE_ADDRESS));
    const person = toPersonId(token);
    const size = request.method === "PUT" ? toSize(request.headers["content-length"]) : 0;
    if (size === null) return no(411, texts.malformed(FILE_ADDRESS));
    if (size > TRANSFER_CAP_BYTES) return no(413, texts.tooLarge);
    if (!limits.begin(person, size, performance.now())) return no(429, texts.tooFast);
    try {
      const sandbox = seats.runningSandboxOf(person, query.data.lab);
      const place = { sandbox, path: query.data.path, person };
      if (request.method === "PUT") sendJson(response, 200, await receive(place, request, size, query.data.expect));
      else await send(place, response);
    } catch (error) {
      const refusal = toRefusal(error, sandboxd.connected);
      if (refusal === null && !(error instanceof Hangup)) log.error({ person, err: error }, "a file transfer failed");
      if (response.headersSent || error instanceof Hangup) response.destroy();
      else no(refusal === null ? 500 : 409, refusal?.text ?? texts.ourFault);
    } finally {
      limits.end(person);
    }
  };

  async function receive(place: Place, request: IncomingMessage, total: number, expect: "absent" | "any"): Promise<PartOutcome> {
    const upload = randomBytes(16).toString("hex");
    const { sandbox, path } = place;
    let offset = 0;
    const give = async (data: Uint8Array) => {
      const answer = await sandboxd.call("writeFilePart", {
        ...{ sandbox, path, upload, offset, total, data },
        expected: { kind: expect },
      });
      offset += data.byteLength;
      return answer;
    };
    let finished = false;
    request.setTimeout(SILENCE_MS, () => request.destroy());
    try {
      for await (const part of inParts(request, total)) {
        const answer = await give(part);
        finished = answer.kind !== "done";
        if (finished) return answer;
      }
      throw new Hangup("the body is shorter than was said");
    } catch (error) {
      throw error instanceof Refusal || request.destroyed === false
        ? error
        : new Hangup("the browser went away", { cause: error });
    } finally {
      if (!finished && offset > 0)
        await sandboxd
          .call("discardUpload", { sandbox, path, upload })
          .catch((error) => log.warn({ sandbox, err: error }, "an upload was not cleared away"));
    }
  }

  async function send({ sandbox, path, person }: Place, response: ServerResponse): Promise<void> {
    response.setTimeout(SILENCE_MS, () => response.destroy());
    let state = "first";
    for (let offset = 0, total = 0; ; offset += PART_BYTES) {
      const part = await sandboxd.call("readFilePart", { sandbox, path, offset, state });
      const refused = part.kind === "refused" ? part : tooBig(Math.max(part.facts.size, part.data.byteLength));
      if (refused !== null) {
        if (offset > 0) throw new Hangup(`the file could not be read any further: ${refused.code}`);
        return sendJson(response, 409, refused);
      }
      if (part.kind === "refused") return;
      if (offset === 0) {
        state = part.facts.state;
        // Files of /proc say that they are empty: what came is all there is.
        total = Math.max(part.facts.size, part.data.byteLength);
        response.writeHead(200, toAttachmentHeaders(path, total));
      }
      if (!response.write(part.data)) await drained(response);
      if (offset + part.data.byteLength >= total) break;
      if (part.data.byteLength < PART_BYTES) throw new Hangup("the file became shorter");
      while (!limits.allowsPart(person, performance.now())) await pause(250);
    }
    response.end();
  }
}

/** The browser is told by a broken connection: there is nobody left to read a sentence. */
class Hangup extends Error {
  override readonly name = "Hangup";
}

/** Never a page of ours: no type, no guessing, and should a browser show it all the same, in a sandbox where nothing runs. */
const toAttachmentHeaders = (path: FilePath, size: number) => ({
  "content-type": "application/octet-stream",
  "content-length": size,
  "content-disposition": `attachment; filename*=UTF-8''${textOf(nameOf(path)) === null ? "file" : nameOf(path)}`,
  "content-security-policy": "sandbox; default-src 'none'",
  "cache-control": "no-store",
});

const tooBig = (size: number): FileRefused | null =>
  size > TRANSFER_CAP_BYTES ? { kind: "refused", code: "too-big", detail: "" } : null;

/** The body in pieces of PART_BYTES, the last one shorter; one empty piece for an empty body. */
async function* inParts(body: AsyncIterable<Buffer>, total: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  let left = total;
  for await (const piece of body) {
    held.push(piece);
    size += piece.length;
    while (size >= PART_BYTES || (size === left && size > 0)) {
      const whole = Buffer.concat(held, size);
      const part = whole.subarray(0, PART_BYTES);
      held = [whole.subarray(part.length)];
      size -= part.length;
      left -= part.length;
      yield part;
    }
  }
  if (total === 0) yield Buffer.alloc(0);
}

const toSize = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,12}$/.test(header) ? Number(header) : null;

/** Requests of a page by GET carry no Origin; our own pages name themselves in Referer (referrer-policy). */
const originOf = (referer: string | undefined): string | undefined =>
  referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    response.once("drain", resolve);
    response.once("close", () => reject(new Hangup("the browser went away")));
  });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}
