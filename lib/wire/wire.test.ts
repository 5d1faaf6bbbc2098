import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Packr } from "msgpackr";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connectSandboxd, type SandboxdClient, type SandboxdHandlers } from "./connect-sandboxd.ts";
import { frameHeader } from "./frames.ts";
import { SandboxdError } from "./sandboxd-error.ts";
import { type SandboxdPeer, type SandboxdServer, type SandboxdSession, serveSandboxd } from "./serve-sandboxd.ts";

const SANDBOX = "aaaaaaaaaaaa";
const TERMINAL = `${SANDBOX}.1`;
const packr = new Packr({ useRecords: false, moreTypes: false });

let directory: string;
let path: string;
let server: SandboxdServer | null = null;
const clients: SandboxdClient[] = [];
const logged: string[] = [];
const log = {
  info: (message: string) => logged.push(message),
  warn: (message: string) => logged.push(message),
  error: (_details: object, message: string) => logged.push(message),
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "glassbox-wire-"));
  path = join(directory, "sandboxd.sock");
  logged.length = 0;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server?.close();
  server = null;
  await rm(directory, { recursive: true, force: true });
});

/** A sandboxd that only implements what a test says; everything else answers "not-found". */
type Parts = { calls?: Partial<SandboxdSession["calls"]>; signals?: Partial<SandboxdSession["signals"]>; close?: () => void };
const missing = () => {
  throw new SandboxdError("not-found", "There is no such thing.");
};
const session = (parts: Parts): SandboxdSession => ({
  calls: new Proxy(parts.calls ?? {}, {
    get: (target, name) => Reflect.get(target, name) ?? missing,
  }) as SandboxdSession["calls"],
  signals: new Proxy(parts.signals ?? {}, {
    get: (target, name) => Reflect.get(target, name) ?? (() => undefined),
  }) as SandboxdSession["signals"],
  close: parts.close ?? (() => undefined),
});
const serve = async (open: (peer: SandboxdPeer) => Parts) => {
  server = await serveSandboxd(path, (peer) => session(open(peer)), { log });
};
const connect = (handlers: SandboxdHandlers = {}) => {
  const client = connectSandboxd(path, handlers);
  clients.push(client);
  return client;
};
const rawConnection = (): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = createConnection(path, () => resolve(socket));
  });
const closed = (socket: Socket) => new Promise<void>((resolve) => socket.once("close", () => resolve()));

describe("the wire between web and sandboxd", () => {
  test("bytes arrive as the same bytes, valid UTF-8 or not", async () => {
    const data = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await serve(() => ({ calls: { attachTerminal: () => ({ kind: "bytes", data, offset: 256, cols: 80, rows: 24 }) } }));
    const replay = await connect().call("attachTerminal", { terminal: TERMINAL, have: null });
    expect([...replay.data]).toEqual([...data]);
  });

  test("signals and calls are handled in the order they were made", async () => {
    const seen: string[] = [];
    await serve(() => ({
      calls: {
        closeTerminal: () => {
          seen.push("close");
          return null;
        },
      },
      signals: { writeTerminal: ({ data }) => seen.push(Buffer.from(data).toString()) },
    }));
    const client = connect();
    await client.call("closeTerminal", { terminal: TERMINAL });
    for (let number = 0; number < 200; number++)
      client.signal("writeTerminal", { terminal: TERMINAL, data: Buffer.from(String(number)) });
    await client.call("closeTerminal", { terminal: TERMINAL });
    expect(seen).toEqual(["close", ...Array.from({ length: 200 }, (_, number) => String(number)), "close"]);
  });

  test("live output that follows a replay is delivered after whoever asked for the replay has gone on", async () => {
    const order: string[] = [];
    await serve((peer) => ({
      calls: {
        attachTerminal: () => {
          process.nextTick(() => peer.emit("terminalOutput", { terminal: TERMINAL, offset: 0, data: Buffer.from("live") }));
          return { kind: "bytes", data: Buffer.from("replay"), offset: 0, cols: 80, rows: 24 };
        },
      },
    }));
    const output = vi.fn(() => order.push("output"));
    const client = connect({ terminalOutput: output });
    for (let round = 0; round < 20; round++) {
      await client.call("attachTerminal", { terminal: TERMINAL, have: null });
      for (let hop = 0; hop < 10; hop++) await null;
      order.push("replay");
      await vi.waitFor(() => expect(output).toHaveBeenCalledTimes(round + 1));
    }
    expect(order).toEqual(Array.from({ length: 20 }, () => ["replay", "output"]).flat());
  });

  test("a refusal crosses with its code and its sentence", async () => {
    await serve(() => ({
      calls: {
        destroySandbox: () => {
          throw new SandboxdError("full", "The lab is full: 40 of 40 sandboxes run.");
        },
      },
    }));
    await expect(connect().call("destroySandbox", { sandbox: SANDBOX })).rejects.toMatchObject({
      name: "SandboxdError",
      code: "full",
      message: "The lab is full: 40 of 40 sandboxes run.",
    });
  });

  test("a request outside the contract is refused by name of its field before it is sent", async () => {
    await serve(() => ({}));
    await expect(connect().call("destroySandbox", { sandbox: "../etc" })).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("sandbox"),
    });
  });

  test("sandboxd parses too: a request that skipped our client is refused, not believed", async () => {
    const destroy = vi.fn(() => null);
    await serve(() => ({ calls: { destroySandbox: destroy } }));
    const socket = await rawConnection();
    const answered = new Promise<Buffer>((resolve) => socket.once("data", resolve));
    const payload = packr.pack({ t: "q", i: "1", m: "destroySandbox", a: [{ sandbox: "../etc" }] });
    socket.write(Buffer.concat([frameHeader(payload.length), payload]));
    const answer = packr.unpack((await answered).subarray(4));
    expect(answer.r).toMatchObject({ ok: false, code: "invalid" });
    expect(destroy).not.toHaveBeenCalled();
    socket.destroy();
  });

  test.each([
    ["an oversized frame", Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ["bytes that are no msgpack", Buffer.concat([frameHeader(3), Buffer.from([0xc1, 0xc1, 0xc1])])],
    ["a message that is nothing", Buffer.concat([frameHeader(1), packr.pack(null)])],
    ["an answer without a question's id", Buffer.concat([frameHeader(5), packr.pack({ t: "s" })])],
  ])("%s closes that connection with a reason in the log and leaves the others alone", async (_what, poison) => {
    await serve(() => ({ calls: { listSandboxes: () => [] } }));
    const honest = connect();
    await honest.call("listSandboxes", {});
    const socket = await rawConnection();
    const gone = closed(socket);
    socket.write(poison);
    await gone;
    await vi.waitFor(() => expect(logged.join("\n")).toContain("client left: malformed message"));
    expect(await honest.call("listSandboxes", {})).toEqual([]);
  });

  test("a call made before sandboxd is up waits for it; after a restart calls work again", async () => {
    const client = connect();
    const early = client.call("listSandboxes", {});
    await serve(() => ({ calls: { listSandboxes: () => [] } }));
    expect(await early).toEqual([]);
    await server?.close();
    const between = client.call("listSandboxes", {});
    await serve(() => ({ calls: { listSandboxes: () => [] } }));
    expect(await between).toEqual([]);
  });

  test("a call that was under way when the connection broke fails with a sentence", async () => {
    await serve(() => ({ calls: { listSandboxes: () => new Promise(() => undefined) } }));
    const client = connect();
    const hanging = client.call("listSandboxes", {}).catch((error: unknown) => error);
    await vi.waitFor(() => expect(client.connected).toBe(true));
    await server?.close();
    expect(await hanging).toMatchObject({ code: "failed", message: expect.stringContaining("interrupted") });
  });

  test("when a client leaves, what its session held is released once", async () => {
    const close = vi.fn();
    await serve(() => ({ close, calls: { listSandboxes: () => [] } }));
    const client = connect();
    await client.call("listSandboxes", {});
    client.close();
    await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1));
  });

  test("two sandboxds never share a socket: the second is told to stop the first", async () => {
    await serve(() => ({}));
    await expect(serveSandboxd(path, () => session({}), { log })).rejects.toThrow(/another sandboxd serves/);
  });

  test("a client that stops reading is dropped before it grows our memory without bound", async () => {
    const silent = createServer((socket) => socket.pause());
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    const lost = vi.fn();
    const client = connect({ onDisconnected: lost });
    await vi.waitFor(() => expect(client.connected).toBe(true));
    const data = Buffer.alloc(1024 * 1024);
    for (let megabyte = 0; megabyte < 70 && !lost.mock.calls.length; megabyte++)
      client.signal("writeTerminal", { terminal: TERMINAL, data });
    expect(lost).toHaveBeenCalledWith(expect.stringContaining("unread"));
    client.close();
    silent.close();
  });
});
