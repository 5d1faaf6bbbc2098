import type { z } from "zod";
import type {
  Answer,
  BrowserCallName,
  BrowserEvent,
  BrowserEventName,
  BrowserRequest,
  BrowserResponse,
  BrowserSignalName,
  BrowserSignals,
} from "../../../lib/contract/browser-protocol.ts";

export type BrowserSignal<N extends BrowserSignalName> = z.input<(typeof BrowserSignals)[N]>;

/** The browser's end of the protocol, whatever carries it. Calls never reject: a lost connection is an answer with code "offline". */
export interface LabWire {
  call<N extends BrowserCallName>(name: N, request: BrowserRequest<N>): Promise<Answer<BrowserResponse<N>>>;
  /** Sent if connected, otherwise dropped: a keystroke must not be replayed minutes later. */
  signal<N extends BrowserSignalName>(name: N, message: BrowserSignal<N>): void;
  on<N extends BrowserEventName>(name: N, listener: (event: BrowserEvent<N>) => void): void;
  /** Called with true after every (re)connection and with false when it is lost. */
  onLink(listener: (online: boolean, problem: string | null) => void): void;
  close(): void;
}
