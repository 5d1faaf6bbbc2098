import { request as httpRequest, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { type Duplex, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Ends, type Headers, toBrowserResponse, toSandboxRequest } from "./rewrite-headers.ts";
import type { SandboxStream } from "./sandbox-stream.ts";

/** A form with a large file. The sandbox's disk is bounded by itself. */
const MOST_REQUEST_BYTES = 256 * 1024 * 1024;
/** A server that takes longer to begin an answer is stuck. */
const ANSWER_MS = 2 * 60_000;
const NO_BODY = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "DELETE"]);

/**
 * One request over one connection, answer streamed. Rejects while nothing was sent to the browser yet; later it cuts the answer, so that half
 * of one cannot be taken for the whole.
 */
export async function passRequest(
  request: IncomingMessage,
  response: ServerResponse,
  stream: SandboxStream,
  ends: Ends,
  framers: string,
): Promise<void> {
  response.once("close", () => stream.destroy());
  const headers = toSandboxRequest(request.rawHeaders, ends);
  const answer = await ask(request, stream, headers, (outgoing) => {
    const hasBody = !NO_BODY.has(request.method ?? "GET") || headers["content-length"] !== undefined;
    if (!hasBody) {
      request.resume();
      outgoing.end();
    } else pipeline(request, atMost(MOST_REQUEST_BYTES), outgoing).catch((error) => stream.destroy(error));
  });
  response.writeHead(answer.statusCode ?? 502, toBrowserResponse(answer.rawHeaders, ends, framers));
  response.flushHeaders();
  await pipeline(answer, response);
}

/** A WebSocket: the handshake is passed on, then bytes in both directions until either side ends. */
export async function passUpgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  stream: SandboxStream,
  ends: Ends,
): Promise<void> {
  socket.once("close", () => stream.destroy());
  const headers = toSandboxRequest(request.rawHeaders, ends);
  headers.connection = ["Upgrade"];
  headers.upgrade = ["websocket"];
  const answer = await ask(request, stream, headers, (outgoing) => outgoing.end());
  const status = answer.statusCode ?? 502;
  const said = toBrowserResponse(answer.rawHeaders, ends, "'self'");
  const switched = status === 101;
  if (switched) Object.assign(said, { connection: ["Upgrade"], upgrade: ["websocket"] });
  else Object.assign(said, { connection: ["close"] });
  const lines = Object.entries(said).flatMap(([name, values]) => values.map((value) => `${name}: ${value}`));
  socket.write(Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"));
  if (!switched) return pipeline(answer, socket);
  if (head.length > 0) stream.write(head);
  if (answer.upgradeHead.length > 0) socket.write(answer.upgradeHead);
  // Half of a WebSocket is none: when one side ends, or leaves without a word, the other one does.
  await Promise.race([pipeline(stream, socket), pipeline(socket, stream)].map((way) => way.catch(() => undefined)));
  socket.destroy();
  stream.destroy();
}

type Answer = IncomingMessage & { upgradeHead: Buffer };

/** Sends the head of a request and waits for that of its answer. @throws Error when what answers does not speak HTTP, or not in time */
function ask(
  { method, url }: IncomingMessage,
  stream: SandboxStream,
  headers: Headers,
  send: (outgoing: ReturnType<typeof httpRequest>) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ method, path: url, headers, setHost: false, createConnection: () => stream });
    const timer = setTimeout(() => stream.destroy(new Error(`no answer within ${ANSWER_MS} ms`)), ANSWER_MS);
    const take = (answer: IncomingMessage, upgradeHead: Buffer) => {
      clearTimeout(timer);
      resolve(Object.assign(answer, { upgradeHead }));
    };
    outgoing.once("response", (answer) => take(answer, Buffer.alloc(0)));
    outgoing.once("upgrade", (answer, _socket, upgradeHead) => take(answer, upgradeHead));
    outgoing.on("error", (error) => {
      clearTimeout(timer);
      stream.destroy();
      reject(error);
    });
    send(outgoing);
  });
}

function atMost(bytes: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > bytes) done(new Error(`a request of more than ${bytes} bytes`));
      else done(null, chunk);
    },
  });
}
