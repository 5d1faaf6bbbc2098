import {
  type BrowserCallName,
  BrowserCalls,
  type BrowserSignalName,
  BrowserSignals,
  MAX_INPUT_BYTES,
} from "../../../lib/contract/browser-protocol.ts";
import { inLocale, type Localized } from "../../../lib/contract/ids.ts";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import type { Seats } from "../labs/seats.ts";
import type { Log } from "../log.ts";
import { Refusal, toRefusal } from "../refusal.ts";
import type { Tab } from "../tabs/tab.ts";
import type { TerminalHub } from "../tabs/terminal-hub.ts";
import { texts } from "../texts.ts";
import type { CallHandlers } from "./answer-calls.ts";
import { isCall, type RateLimits } from "./rate-limits.ts";

export type DoorParts = { sandboxd: SandboxdClient; seats: Seats; hub: TerminalHub; calls: CallHandlers; log: Log };
type Reply = (answer: unknown) => void;
type Handler = (tab: Tab, request: never) => Promise<unknown>;

/**
 * The one door for messages of a tab: known? within its rate? well formed? allowed? Only then is it handed on. Whatever is wrong is answered
 * or refused with a sentence; the connection stays.
 */
export function openDoor({ sandboxd, seats, hub, calls, log }: DoorParts, tab: Tab, limits: RateLimits) {
  const refuse = (event: string, text: Localized) => {
    if (limits.allowsRefusal(performance.now())) tab.emit("refused", { event, error: inLocale(text, tab.locale) });
  };

  async function call(name: BrowserCallName, handle: Handler, raw: unknown, reply: Reply): Promise<void> {
    const no = (code: string, text: Localized) => reply({ ok: false, code, error: inLocale(text, tab.locale) });
    if (!limits.allowsCall(name, performance.now())) return no("too-fast", texts.tooFast);
    const request = BrowserCalls[name][0].safeParse(raw);
    if (!request.success) return no("invalid", texts.malformed(name));
    try {
      reply({ ok: true, value: await handle(tab, request.data as never) });
    } catch (error) {
      const refusal = toRefusal(error, sandboxd.connected);
      if (refusal === null) log.error({ event: name, person: tab.person, err: error }, "a call failed");
      else log.info({ event: name, person: tab.person, code: refusal.code }, refusal.message);
      if (refusal?.code === "unreachable" && (name === "lab:open" || name === "lab:restart")) seats.awaitSandboxd(tab);
      no(refusal?.code ?? "failed", refusal?.text ?? texts.ourFault);
    }
  }

  /** No await in here: keystrokes keep their order because nothing waits. */
  function signal(name: BrowserSignalName, raw: unknown): void {
    const message = BrowserSignals[name].safeParse(raw);
    const data = message.success && "data" in message.data ? message.data.data : null;
    const bytes = data?.byteLength ?? 0;
    try {
      if (!message.success || bytes > MAX_INPUT_BYTES) throw new Refusal("invalid", texts.malformed(name));
      if (!limits.allowsSignal(name, bytes, performance.now())) throw new Refusal("too-fast", texts.tooFast);
      const { terminal } = message.data;
      seats.withTerminal(tab, terminal);
      if (data !== null) {
        sandboxd.signal("writeTerminal", { terminal, data });
      } else if ("offset" in message.data) {
        hub.acknowledge(tab, terminal, message.data.offset);
      } else if ("cols" in message.data) {
        sandboxd.signal("resizeTerminal", { terminal, cols: message.data.cols, rows: message.data.rows });
      }
    } catch (error) {
      if (!(error instanceof Refusal)) log.error({ event: name, person: tab.person, err: error }, "a signal failed");
      refuse(name, error instanceof Refusal ? error.text : texts.ourFault);
    }
  }

  /** One packet as Socket.IO decoded it: event, request, and the callback where an answer is expected. Nothing of it is trusted. */
  return (packet: unknown[]): void => {
    const [event, raw] = packet;
    const last = packet.at(-1);
    const reply = packet.length > 1 && typeof last === "function" ? (last as Reply) : null;
    const handle = isCall(event) ? (calls[event] as Handler | undefined) : undefined;
    if (isCall(event) && handle !== undefined) {
      if (reply === null) refuse(event, texts.malformed(event));
      else void call(event, handle, raw, reply);
    } else if (isSignal(event)) {
      signal(event, raw);
    } else {
      const name = printable(event);
      reply?.({ ok: false, code: "invalid", error: inLocale(texts.malformed(name), tab.locale) });
      refuse(name, texts.malformed(name));
    }
  };
}

const isSignal = (event: unknown): event is BrowserSignalName =>
  typeof event === "string" && Object.hasOwn(BrowserSignals, event);

const printable = (event: unknown): string =>
  typeof event === "string" ? event.replace(/[^\x20-\x7e]/g, "?").slice(0, 64) : "?";
