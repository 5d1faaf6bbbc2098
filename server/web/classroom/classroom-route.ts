import type { IncomingMessage, ServerResponse } from "node:http";
import {
  CLASSROOM_ADDRESS,
  CLASSROOM_PORTS_ADDRESS,
  CLASSROOM_PREVIEW_ADDRESS,
  ClassroomPreviewWish,
  INSTRUCTOR_ADDRESS,
  InstructorKey,
} from "../../../lib/contract/classroom.ts";
import { inLocale, type Localized, SandboxId } from "../../../lib/contract/ids.ts";
import { LOCALE_COOKIE, pickLocale } from "../../../lib/contract/pick-locale.ts";
import type { OriginRule } from "../http/allowed-origin.ts";
import { isOwnRequest } from "../http/own-request.ts";
import { parseCookie, parsePersonToken, toPersonId } from "../people/person-cookie.ts";
import type { PreviewDesk } from "../preview/preview-desk.ts";
import { Refusal, toRefusal } from "../refusal.ts";
import { texts } from "../texts.ts";
import type { World } from "../world.ts";
import { readClassroom } from "./read-classroom.ts";

/** A key, or a sandbox's id and a port. */
const MOST_BODY_BYTES = 1024;
const METHODS: Record<string, readonly string[]> = {
  [INSTRUCTOR_ADDRESS]: ["POST", "DELETE"],
  [CLASSROOM_ADDRESS]: ["GET"],
  [CLASSROOM_PORTS_ADDRESS]: ["GET"],
  [CLASSROOM_PREVIEW_ADDRESS]: ["POST"],
};

/** Answers when the address is one of the classroom's; false: it is not ours. */
export type ClassroomRoute = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * What instructors ask for over HTTP. Only our own pages may: a student's page shown by an instructor's browser is another site, and the
 * cookie that comes along with its questions counts for nothing. An instructor is asked for anew each time.
 */
export function createClassroomRoute(world: World, previews: PreviewDesk, origins: OriginRule): ClassroomRoute {
  return async (path, request, response) => {
    const methods = METHODS[path];
    if (methods === undefined) return false;
    const locale = pickLocale(parseCookie(request.headers.cookie, LOCALE_COOKIE), request.headers["accept-language"]);
    const send = (status: number, body?: unknown) => {
      if (request.method !== "GET") response.setHeader("connection", "close");
      response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const no = (status: number, text: Localized) => send(status, { error: inLocale(text, locale) });

    if (!methods.includes(request.method ?? "")) no(405, texts.malformed(path));
    else if (!isOwnRequest(request.headers, origins) || !isFromPage(request)) no(403, texts.onlyOurPages);
    else {
      const token = parsePersonToken(request.headers.cookie);
      if (token === null) no(401, texts.noCookie);
      else
        await answer(toPersonId(token)).catch((error) => {
          const refusal = toRefusal(error, world.sandboxd.connected);
          if (refusal === null) throw error;
          no(refusal.code === "forbidden" ? 403 : refusal.code === "invalid" ? 400 : 409, refusal.text);
        });
    }
    return true;

    async function answer(person: string): Promise<void> {
      if (path === INSTRUCTOR_ADDRESS && request.method === "POST") {
        const { key } = parse(InstructorKey, await readBody(request));
        if (!(await world.instructors.admit(person, key, Date.now()))) throw new Refusal("forbidden", texts.linkSpent);
        world.log.info({ person }, "opened the instructor's link");
        return send(204);
      }
      if (path === INSTRUCTOR_ADDRESS) {
        await world.instructors.leave(person);
        return send(204);
      }
      if (!(await world.instructors.has(person))) throw new Refusal("forbidden", texts.onlyInstructors);
      if (path === CLASSROOM_ADDRESS) return send(200, await readClassroom(world, Date.now()));
      if (path === CLASSROOM_PORTS_ADDRESS) {
        const sandbox = parse(SandboxId, new URL(request.url ?? "/", "http://web").searchParams.get("sandbox"));
        return send(200, await world.sandboxd.call("listListeners", { sandbox }));
      }
      const { sandbox, port } = parse(ClassroomPreviewWish, await readBody(request));
      // Who reserves are made for, and what was made by hand, is nobody's page.
      const places = (await readClassroom(world, Date.now())).places;
      if (!places.some((place) => place.sandbox === sandbox)) throw new Refusal("not-running", texts.noSuchPlace);
      world.log.info({ person, sandbox, port }, "an instructor opens a student's page");
      // Browsers send Origin with every POST (Fetch, "append a request Origin header").
      return send(200, previews.open({ person, locale, origin: request.headers.origin ?? "" }, sandbox, { port, path: "/" }));
    }
  };
}

/** What changes something is asked by a script of ours, which says where it is from. */
const isFromPage = (request: IncomingMessage): boolean => request.method === "GET" || request.headers.origin !== undefined;

function parse<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } }, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal("invalid", texts.malformed("classroom"));
  return parsed.data;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > MOST_BODY_BYTES) throw new Refusal("invalid", texts.malformed("classroom"));
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return null;
  }
}
