import type { z } from "zod";
import type { BrowserEventName, BrowserEvents } from "../../../lib/contract/browser-protocol.ts";
import type { Locale } from "../../../lib/contract/ids.ts";

export type BrowserMessage<N extends BrowserEventName> = z.input<(typeof BrowserEvents)[N]>;

/** One browser tab: one socket of one person. */
export type Tab = {
  readonly id: string;
  readonly person: string;
  /** Of the page it shows, as its browser said. */
  readonly origin: string;
  /** The language its sentences are in. */
  locale: Locale;
  readonly open: boolean;
  emit<N extends BrowserEventName>(name: N, message: BrowserMessage<N>): void;
  /** Cuts the line without a goodbye: the browser connects again by itself and opens its lab anew. */
  reconnect(): void;
  /** Bytes that were handed over and have not left this process: grows when the browser stops reading. */
  bufferedBytes(): number;
};

/** Past this a tab gets nothing more that can be had again later: output, views. */
export const TAB_BUFFER_CAP_BYTES = 1024 * 1024;
