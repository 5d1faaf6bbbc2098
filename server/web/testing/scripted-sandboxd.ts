import { EDITOR_CAP_BYTES, PART_BYTES, type ReadOutcome } from "../../../lib/contract/files.ts";
import type { ImageProgress } from "../../../lib/contract/image-status.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { SandboxSummary, TerminalInfo } from "../../../lib/contract/sandbox.ts";
import { noLimitsReached } from "../../../lib/contract/sandbox-limits.ts";
import type { Expectation, ExpectationResult } from "../../../lib/contract/sandboxd-protocol.ts";
import type { ScriptOutcome } from "../../../lib/contract/verdict.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { type SandboxdPeer, type SandboxdSession, serveSandboxd } from "../../../lib/wire/serve-sandboxd.ts";

import { ScriptedRelay } from "./scripted-relay.ts";

type Request<N extends keyof SandboxdSession["calls"]> = Parameters<SandboxdSession["calls"][N]>[0];

/**
 * The wire's other end for tests of the protocol alone: no sandbox, no kernel. A terminal is a byte stream that the test writes. What
 * happens in real sandboxes is for the *.root.test.ts.
 */
export class ScriptedSandboxd {
  readonly sandboxes = new Map<string, SandboxSummary>();
  readonly terminals = new Map<string, { info: TerminalInfo; output: Buffer; acknowledged: number }>();
  readonly calls: { name: string; request: unknown }[] = [];
  readonly written: Buffer[] = [];
  readonly relay = new ScriptedRelay();
  capacity = 100;
  features: { id: string; available: boolean; reason: string | null }[] = [];
  images: ImageProgress | undefined;
  outcome: Partial<ScriptOutcome> = { exitCode: 0 };
  met: (expectation: Expectation) => boolean = () => false;
  expectations: Expectation[] = [];
  /** What putFiles waits for. */
  slowFiles: Promise<null> = Promise.resolve(null);
  /** Files by path, in every sandbox alike. */
  readonly files = new Map<string, Buffer>();
  readonly uploads = new Map<string, Buffer>();
  readonly #peers = new Set<SandboxdPeer>();
  #close: () => Promise<void> = async () => undefined;
  #numbers = 0;

  async listen(socketPath: string): Promise<void> {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const server = await serveSandboxd(socketPath, (peer) => this.#session(peer), { log });
    this.#close = () => server.close();
  }

  close = (): Promise<void> => this.#close();

  /** The program in the terminal prints. */
  print(terminal: string, data: Buffer): void {
    const known = this.terminals.get(terminal)!;
    const offset = known.output.length;
    known.output = Buffer.concat([known.output, data]);
    for (const peer of this.#peers) peer.emit("terminalOutput", { terminal, offset, data: new Uint8Array(data) });
  }

  evaluate(): ExpectationResult[] {
    return this.expectations.map((expectation) => ({ id: expectation.id, met: this.met(expectation), error: null }));
  }

  /** The kernel changed: what is expected of it is looked at again. */
  change(sandbox: string): void {
    for (const peer of this.#peers)
      peer.emit("expectChanged", { sandbox, results: this.evaluate(), revision: 1, sampledAt: Date.now() });
  }

  emit: SandboxdPeer["emit"] = (name, event) => {
    for (const peer of this.#peers) peer.emit(name, event);
  };

  called = (name: string): unknown[] => this.calls.filter((call) => call.name === name).map(({ request }) => request);

  #content(path: string, offset: number, most: number): ReadOutcome {
    const file = this.files.get(path);
    if (file === undefined) return { kind: "refused", code: "gone", detail: "" };
    return { kind: "content", facts: factsOf(file.length), data: new Uint8Array(file.subarray(offset, offset + most)) };
  }

  #session(peer: SandboxdPeer): SandboxdSession {
    this.#peers.add(peer);
    const heard = <N extends keyof SandboxdSession["calls"]>(
      name: N,
      answer: SandboxdSession["calls"][N],
    ): SandboxdSession["calls"][N] =>
      ((request: Request<N>) => {
        this.calls.push({ name, request });
        return (answer as (request: Request<N>) => unknown)(request);
      }) as SandboxdSession["calls"][N];
    const terminal = (id: string) => {
      const known = this.terminals.get(id);
      if (!known) throw new SandboxdError("not-found", "There is no such terminal.");
      return known;
    };
    const ofSandbox = (sandbox: string) =>
      [...this.terminals.values()].map(({ info }) => info).filter((info) => info.sandbox === sandbox);
    return {
      calls: {
        describeHost: heard("describeHost", () => ({
          ...{ runtime: "none", cgroup: "v2", storage: "directory", kernel: "0", warnings: [] },
          ...{ capacity: { sandboxes: this.capacity, running: this.sandboxes.size, ready: 0 }, features: this.features },
          ...(this.images === undefined ? {} : { images: this.images }),
        })),
        listSandboxes: heard("listSandboxes", () => [...this.sandboxes.values()]),
        createSandbox: heard("createSandbox", ({ id, owner, purpose, profile }) => {
          if (this.sandboxes.size >= this.capacity) throw new SandboxdError("full", "No room.");
          const now = Date.now();
          const times = { createdAt: now, expiresAt: now + profile.lifeSeconds * 1000 };
          const summary: SandboxSummary = {
            id: id!,
            state: "running",
            owner,
            purpose,
            profile,
            ...times,
            endedBecause: null,
            detail: null,
          };
          this.sandboxes.set(id!, summary);
          return summary;
        }),
        wantImages: () => null,
        destroySandbox: heard("destroySandbox", ({ sandbox }) => {
          const summary = this.sandboxes.get(sandbox)!;
          this.sandboxes.delete(sandbox);
          for (const info of ofSandbox(sandbox)) this.terminals.delete(info.id);
          this.emit("sandboxChanged", { ...summary, state: "gone", endedBecause: "asked" });
          return null;
        }),
        extendSandbox: heard("extendSandbox", ({ sandbox, seconds }) => {
          const summary = { ...this.sandboxes.get(sandbox)!, expiresAt: Date.now() + seconds * 1000 };
          this.sandboxes.set(sandbox, summary);
          return summary;
        }),
        listTerminals: heard("listTerminals", ({ sandbox }) => ofSandbox(sandbox)),
        openTerminal: heard("openTerminal", ({ sandbox, name, cols, rows }) => {
          const info = { id: `${sandbox}.${++this.#numbers}`, sandbox, name, cols, rows, exitCode: null };
          this.terminals.set(info.id, { info, output: Buffer.alloc(0), acknowledged: 0 });
          return info;
        }),
        attachTerminal: heard("attachTerminal", ({ terminal: id, have }) => {
          const { output, info } = terminal(id);
          const kind = have === null ? "screen" : "bytes";
          return {
            kind,
            data: new Uint8Array(output.subarray(have ?? 0)),
            offset: output.length,
            cols: info.cols,
            rows: info.rows,
          };
        }),
        closeTerminal: heard("closeTerminal", ({ terminal: id }) => {
          this.terminals.delete(id);
          return null;
        }),
        runScript: heard("runScript", () => ({
          ...{ exitCode: 0, stdout: "", stderr: "", truncated: false, timedOut: false, durationMs: 1 },
          ...this.outcome,
        })),
        startExec: notScripted,
        readExec: notScripted,
        writeExec: notScripted,
        ...this.relay.calls,
        putFiles: heard("putFiles", () => this.slowFiles),
        listDirectory: heard("listDirectory", () => ({
          kind: "listing",
          entries: [],
          leftOut: 0,
          orMore: false,
          writable: true,
        })),
        readFile: heard("readFile", ({ path }) => this.#content(path, 0, EDITOR_CAP_BYTES)),
        readFilePart: heard("readFilePart", ({ path, offset }) => this.#content(path, offset, PART_BYTES)),
        writeFile: heard("writeFile", ({ path, data }) => {
          this.files.set(path, Buffer.from(data));
          return { kind: "written", facts: factsOf(data.byteLength), inPlace: false };
        }),
        writeFilePart: heard("writeFilePart", ({ path, upload, offset, total, data }) => {
          const part = Buffer.concat([this.uploads.get(upload) ?? Buffer.alloc(0), data]);
          this.uploads.set(upload, part);
          if (offset + data.byteLength < total) return { kind: "done" };
          this.files.set(path, part);
          this.uploads.delete(upload);
          return { kind: "written", facts: factsOf(total), inPlace: false };
        }),
        makeDirectory: heard("makeDirectory", () => ({ kind: "done" })),
        removeFile: heard("removeFile", () => ({ kind: "done" })),
        renameFile: heard("renameFile", () => ({ kind: "done" })),
        discardUpload: heard("discardUpload", ({ upload }) => {
          this.uploads.delete(upload);
          return { kind: "done" };
        }),
        readKernel: heard("readKernel", ({ sandbox }) => view(sandbox)),
        watchKernel: heard("watchKernel", ({ sandbox, scopes }) => (scopes.length === 0 ? null : view(sandbox))),
        tracePackets: heard("tracePackets", ({ seconds }) => capturing(seconds)),
        stopTrace: heard("stopTrace", () => null),
        watchLimits: heard("watchLimits", ({ on }) => (on ? noLimitsReached : null)),
        watchExpect: heard("watchExpect", ({ expectations }) => {
          this.expectations = expectations;
          return this.evaluate();
        }),
      },
      signals: {
        detachTerminal: ({ terminal: id }) => void this.calls.push({ name: "detachTerminal", request: id }),
        writeTerminal: ({ data }) => void this.written.push(Buffer.from(data)),
        resizeTerminal: ({ terminal: id, cols, rows }) => void Object.assign(terminal(id).info, { cols, rows }),
        ackTerminal: ({ terminal: id, offset }) => {
          terminal(id).acknowledged = offset;
        },
      },
      close: () => void this.#peers.delete(peer),
    };
  }
}

const view = (sandbox: string) => ({ sandbox, revision: 1, sampledAt: 0, overlays: [], problems: [], changes: [] });

/** A trace that has just begun. */
export const capturing = (seconds: number): PacketTrace => ({
  id: "trace-1",
  state: "capturing",
  startedAt: 0,
  endsAt: seconds * 1000,
  endedBecause: null,
  frames: 0,
  dropped: 0,
  namespaces: [],
  packets: [],
});
const factsOf = (size: number) => ({ size, mtime: 0, mode: 0o644, writable: true, version: null, state: "1" });

const notScripted = (): never => {
  throw new SandboxdError("invalid", "web does not ask for this");
};
