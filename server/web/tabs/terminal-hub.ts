import type { BrowserResponse } from "../../../lib/contract/browser-protocol.ts";
import type { SandboxdClient } from "../../../lib/wire/connect-sandboxd.ts";
import type { Log } from "../log.ts";
import { OutputLedger } from "./output-ledger.ts";
import { type BrowserMessage, TAB_BUFFER_CAP_BYTES, type Tab } from "./tab.ts";

const LOOK_AGAIN_MS = 500;
const NOTHING = Buffer.alloc(0);

type Feed = {
  ledger: OutputLedger;
  tabs: Map<string, Tab>;
  /** Attaches under way: sandboxd must go on sending although no tab is live yet. */
  attaching: number;
  toldFloor: number;
  timer: NodeJS.Timeout | undefined;
};
type Output = BrowserMessage<"terminal:output">;

/** Carries output from sandboxd to every tab that shows the terminal, and their acknowledgements back. Holds no output itself. */
export class TerminalHub {
  readonly #sandboxd: Pick<SandboxdClient, "call" | "signal">;
  readonly #log: Log;
  readonly #feeds = new Map<string, Feed>();

  constructor(sandboxd: Pick<SandboxdClient, "call" | "signal">, log: Log) {
    this.#sandboxd = sandboxd;
    this.#log = log;
  }

  /** The tab's screen so far; live output follows. A second attach of the same tab begins anew. */
  async attach(tab: Tab, terminal: string, have: number | null): Promise<BrowserResponse<"terminal:attach">> {
    this.#feeds.get(terminal)?.ledger.takeOff(tab.id);
    return this.#ask(tab, terminal, have);
  }

  acknowledge(tab: Tab, terminal: string, offset: number): void {
    const feed = this.#feeds.get(terminal);
    if (!feed?.tabs.has(tab.id)) return;
    feed.ledger.acknowledge(tab.id, offset, performance.now());
    this.#settle(terminal, feed);
    if (feed.ledger.canResume(tab.id) && tab.bufferedBytes() < TAB_BUFFER_CAP_BYTES) void this.#resume(tab, terminal, feed);
  }

  output({ terminal, offset, data }: Output): void {
    const feed = this.#feeds.get(terminal);
    // Sent before sandboxd heard that nobody looks.
    if (!feed) return;
    for (const id of feed.ledger.output(offset, data.byteLength)) {
      const tab = feed.tabs.get(id)!;
      if (tab.bufferedBytes() > TAB_BUFFER_CAP_BYTES) feed.ledger.takeOff(id);
      else tab.emit("terminal:output", { terminal, offset, data });
    }
    this.#settle(terminal, feed);
  }

  /** The tab went away. */
  leave(tab: Tab): void {
    for (const [terminal, feed] of this.#feeds) {
      if (!feed.tabs.delete(tab.id)) continue;
      feed.ledger.leave(tab.id);
      this.#settle(terminal, feed);
      this.#release(terminal, feed);
    }
  }

  /** The terminal is gone. */
  end(terminal: string): void {
    const feed = this.#feeds.get(terminal);
    if (feed) this.#forget(terminal, feed);
  }

  /** sandboxd has forgotten who listened: every tab goes on from what it was sent. */
  async reconnect(isAlive: (terminal: string) => boolean): Promise<void> {
    const before = [...this.#feeds];
    for (const [terminal, feed] of before) this.#forget(terminal, feed);
    for (const [terminal, feed] of before) {
      if (!isAlive(terminal)) continue;
      for (const tab of feed.tabs.values()) await this.#resume(tab, terminal, feed);
    }
  }

  /** Sends what passed the tab by; where that is too much, its next byte shows a gap and the browser asks for the whole screen. */
  async #resume(tab: Tab, terminal: string, feed: Feed): Promise<void> {
    const have = feed.ledger.sentTo(tab.id);
    feed.ledger.leave(tab.id);
    if (have === null || !tab.open) return;
    try {
      const replay = await this.#ask(tab, terminal, have);
      if (!tab.open) return;
      const follows = replay.kind === "bytes" && replay.offset - replay.data.byteLength === have;
      tab.emit(
        "terminal:output",
        follows ? { terminal, offset: have, data: replay.data } : { terminal, offset: replay.offset, data: NOTHING },
      );
    } catch (error) {
      this.#log.warn({ terminal, err: error }, "a tab could not take its terminal up again");
    }
  }

  async #ask(tab: Tab, terminal: string, have: number | null) {
    const feed = this.#feed(terminal);
    feed.attaching += 1;
    try {
      const replay = await this.#sandboxd.call("attachTerminal", { terminal, have });
      // No await from here: live output follows the answer in the same order on the wire.
      if (tab.open && this.#feeds.get(terminal) === feed) {
        feed.tabs.set(tab.id, tab);
        feed.ledger.join(tab.id, replay.offset);
        this.#settle(terminal, feed);
      }
      return replay;
    } finally {
      feed.attaching -= 1;
      this.#release(terminal, feed);
    }
  }

  /** No tab shows it: sandboxd need not send it, and its program waits for nobody. */
  #release(terminal: string, feed: Feed): void {
    if (!feed.ledger.empty || feed.attaching > 0 || this.#feeds.get(terminal) !== feed) return;
    this.#forget(terminal, feed);
    this.#sandboxd.signal("detachTerminal", { terminal });
  }

  #feed(terminal: string): Feed {
    const known = this.#feeds.get(terminal);
    if (known) return known;
    const feed: Feed = { ledger: new OutputLedger(), tabs: new Map(), attaching: 0, toldFloor: 0, timer: undefined };
    this.#feeds.set(terminal, feed);
    return feed;
  }

  #forget(terminal: string, feed: Feed): void {
    clearTimeout(feed.timer);
    feed.timer = undefined;
    this.#feeds.delete(terminal);
  }

  /** Tells sandboxd how far every reader is; takes off who holds the others up. */
  #settle(terminal: string, feed: Feed): void {
    for (const id of feed.ledger.laggards(performance.now())) {
      this.#log.info({ terminal, tab: id }, "a tab that does not keep up no longer holds the others up");
      feed.ledger.takeOff(id);
    }
    const floor = feed.ledger.floor();
    if (floor > feed.toldFloor) {
      feed.toldFloor = floor;
      this.#sandboxd.signal("ackTerminal", { terminal, offset: floor });
    }
    if (!feed.ledger.watching || feed.timer) return;
    feed.timer = setTimeout(() => {
      feed.timer = undefined;
      if (this.#feeds.get(terminal) === feed) this.#settle(terminal, feed);
    }, LOOK_AGAIN_MS);
  }
}
