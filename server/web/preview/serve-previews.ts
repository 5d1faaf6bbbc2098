import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { inLocale, type Locale } from "../../../lib/contract/ids.ts";
import { pickLocale } from "../../../lib/contract/pick-locale.ts";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import type { Log } from "../log.ts";
import { parseCookie } from "../people/person-cookie.ts";
import { isAskedByItself } from "./admit-request.ts";
import { PREVIEW_COOKIE, toPreviewCookie } from "./own-cookie.ts";
import { pageTexts } from "./page-texts.ts";
import { passRequest, passUpgrade } from "./pass-on.ts";
import { type PreviewAddress, parsePreviewHost, toOrigin } from "./preview-address.ts";
import { ENTER_PATH, type PageWish, RESERVED, STATE_PATH, toPageHeaders, toPreviewPage } from "./preview-page.ts";
import type { Preview, Previews } from "./previews.ts";
import { dialSandbox } from "./sandbox-stream.ts";

export type PreviewParts = {
  previews: Previews;
  /** A connection to sandboxd of its own, so that no terminal waits behind a page. */
  sandboxd: SandboxdClient;
  /** Every address a preview may be called by. */
  addresses: readonly PreviewAddress[];
  log: Log;
};

type Asked = { label: string; address: PreviewAddress; preview: Preview | null };

/** The second HTTP server: students' pages, each under a host name of its own, and nothing of ours but its gate. Not listening yet. */
export function servePreviews(parts: PreviewParts): Server {
  const { previews, sandboxd, log } = parts;

  const whoAsks = (request: IncomingMessage): Asked | null => {
    for (const address of parts.addresses) {
      const label = parsePreviewHost(request.headers.host, address.suffix);
      if (label === null) continue;
      const preview = previews.admit(label, parseCookie(request.headers.cookie, PREVIEW_COOKIE), Date.now());
      const own = toOrigin(address, label);
      return {
        label,
        address,
        preview: preview && isAskedByItself({ ...request.headers, method: request.method }, own) ? preview : null,
      };
    }
    return null;
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      log.error({ err: error }, "a preview failed");
      if (response.headersSent) response.destroy();
      else sendPage(request, response, { kind: "away" }, null);
    });
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => undefined); // the browser left
    upgrade(request, socket, head).catch((error) => {
      if (!(error instanceof SandboxdError)) log.error({ err: error }, "a preview's WebSocket failed");
      refuse(socket, error instanceof SandboxdError && error.code === "too-many" ? 503 : 502);
    });
  });
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = whoAsks(request);
    const url = request.url ?? "/";
    if (asked && url.startsWith(`${ENTER_PATH}?`))
      return enter(asked, new URLSearchParams(url.slice(url.indexOf("?"))), request, response);
    if (!asked?.preview) return sendPage(request, response, { kind: "closed" }, null);
    const { preview } = asked;
    if (url.split("?")[0] === STATE_PATH) return sendState(preview, response);
    // A proxy's form of a request names another host, and our own path is not the student's.
    if (!url.startsWith("/") || url.startsWith(RESERVED)) return sendPage(request, response, { kind: "closed" }, preview);
    try {
      const stream = await dialSandbox(sandboxd, preview.sandbox, preview.port);
      await passRequest(
        request,
        response,
        stream,
        { origin: toOrigin(asked.address, asked.label), port: preview.port },
        preview.labOrigin,
      );
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendPage(request, response, await toWish(preview, error), preview);
    }
  }

  /** The first visit: the grant is turned into the cookie, and its trace is gone from the address. */
  function enter({ label, address }: Asked, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const entered = previews.redeem(label, query.get("grant") ?? "", Date.now());
    if (!entered) {
      sendPage(request, response, { kind: "closed" }, null);
      return;
    }
    // Secure cookies are for https, and browsers keep them for http below localhost as well.
    const secure = address.scheme === "https" || address.suffix === ".localhost";
    response.writeHead(303, {
      location: entered.to,
      "set-cookie": toPreviewCookie(entered.session, secure),
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    });
    response.end();
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const asked = whoAsks(request);
    const url = request.url ?? "";
    if (!asked?.preview || !url.startsWith("/") || url.startsWith(RESERVED)) return refuse(socket, 403);
    const origin = toOrigin(asked.address, asked.label);
    // Browsers always say where a WebSocket was opened, and no CORS check would stop another page from opening this one.
    if (request.headers.origin !== origin || request.headers.upgrade?.toLowerCase() !== "websocket") return refuse(socket, 403);
    const stream = await dialSandbox(sandboxd, asked.preview.sandbox, asked.preview.port);
    await passUpgrade(request, socket, head, stream, { origin, port: asked.preview.port });
  }

  /** For the page that waits: whether it is worth loading again. */
  async function sendState({ sandbox, port }: Preview, response: ServerResponse): Promise<void> {
    const reload = await dialSandbox(sandboxd, sandbox, port).then(
      (stream) => stream.destroy() && true,
      (error) => error instanceof SandboxdError && error.code === "not-found",
    );
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(JSON.stringify({ reload }));
  }

  async function toWish({ sandbox, port }: Preview, error: unknown): Promise<PageWish> {
    if (!(error instanceof SandboxdError)) return { kind: "cut", port };
    if (error.code === "not-found") return { kind: "ended" };
    if (error.code === "too-many") return { kind: "busy" };
    if (error.code !== "refused") return { kind: sandboxd.connected ? "cut" : "away", port };
    const listeners = await sandboxd.call("listListeners", { sandbox }).catch(() => null);
    return listeners === null ? { kind: "ended" } : { kind: "silent", port, listeners };
  }
}

function sendPage(request: IncomingMessage, response: ServerResponse, wish: PageWish, preview: Preview | null): void {
  const nonce = randomBytes(16).toString("base64");
  const locale: Locale = preview?.locale ?? pickLocale(null, request.headers["accept-language"]);
  const { status, html } = toPreviewPage(wish, locale, nonce);
  request.resume();
  response.writeHead(status, toPageHeaders(nonce, preview?.labOrigin ?? null));
  response.end(request.method === "HEAD" ? undefined : html);
}

function refuse(socket: Duplex, status: 403 | 502 | 503): void {
  const text = inLocale(pageTexts.closed.title, "en");
  socket.end(
    `HTTP/1.1 ${status} ${status === 403 ? "Forbidden" : "Bad Gateway"}\r\nConnection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  );
}
