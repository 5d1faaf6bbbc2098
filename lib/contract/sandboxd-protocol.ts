import { z } from "zod";
import { FilePath } from "./file-path.ts";
import {
  ChangeOutcome,
  EDITOR_CAP_BYTES,
  ExpectedFile,
  ListOutcome,
  PART_BYTES,
  PartOutcome,
  ReadOutcome,
  TRANSFER_CAP_BYTES,
  WriteOutcome,
} from "./files.ts";
import { SandboxId, TerminalId } from "./ids.ts";
import { PacketTrace, TRACE_SECONDS } from "./kernel/packet-trace.ts";
import { KernelConfirmation, KernelScope, KernelUpdate, KernelView } from "./kernel-view.ts";
import { VarValues } from "./lab-vars.ts";
import { HostFacts, SandboxProfile, SandboxSummary, TerminalInfo } from "./sandbox.ts";
import { LimitsReached } from "./sandbox-limits.ts";
import { ScriptOutcome } from "./verdict.ts";

/**
 * What web asks of sandboxd over their one unix socket: length-framed msgpack, birpc, every message parsed on both sides.
 * sandboxd knows sandboxes, terminals, scripts and views; it knows no people and no lessons.
 */
/** Any Uint8Array is taken, a Node Buffer included. */
const bytes: z.ZodType<Uint8Array<ArrayBuffer>, Uint8Array> = z.instanceof(Uint8Array);
const nothing = z.undefined().or(z.null());

/** A file put into the sandbox, written by a process inside it (never by a host path). */
export const SandboxFile = z.object({
  /** Absolute path inside the sandbox. */
  path: z.string().startsWith("/").max(4096),
  mode: z.number().int().min(0).max(0o7777),
  content: bytes,
});
export type SandboxFile = z.infer<typeof SandboxFile>;

/**
 * What to paint when a client attaches.
 * bytes: everything after the client's offset, append it. screen: the ring was overrun or the client has nothing; reset, then write it.
 */
export const Replay = z.object({
  kind: z.enum(["bytes", "screen"]),
  data: bytes,
  /** Offset of the output stream after this replay: live output continues here. */
  offset: z.number().int(),
  cols: z.number().int(),
  rows: z.number().int(),
});
export type Replay = z.infer<typeof Replay>;

/** One live expectation: a JSONata expression over KernelView that must be truthy. vars: what $vars is in it. */
export const Expectation = z.object({ id: z.string().max(64), expr: z.string().max(4096), vars: VarValues.optional() });
export type Expectation = z.infer<typeof Expectation>;

/** How one expectation stands. error: the expression itself failed, the author's fault. */
export const ExpectationResult = z.object({ id: z.string(), met: z.boolean(), error: z.string().nullable() });
export type ExpectationResult = z.infer<typeof ExpectationResult>;

const sandboxRef = z.object({ sandbox: SandboxId });
const terminalRef = z.object({ terminal: TerminalId });
const fileRef = sandboxRef.extend({ path: FilePath });
/** Names one upload: unguessable, so that no file of a student's lies in its way. */
const UploadId = z.string().regex(/^[0-9a-f]{16,32}$/);
const execRef = z.object({ exec: z.number().int().nonnegative() });
const connectionRef = z.object({ connection: z.number().int().nonnegative() });

export const Port = z.number().int().min(1).max(65535);

/** Something in the sandbox listens for TCP at this address of its own; 0.0.0.0 and :: are all of them. */
export const Listener = z.object({ address: z.string().max(64), port: Port });
export type Listener = z.infer<typeof Listener>;

/** Calls with an answer: name -> [request, response]. */
export const SandboxdCalls = {
  describeHost: [z.object({}), HostFacts],
  listSandboxes: [z.object({}), z.array(SandboxSummary)],
  /** Answers when the sandbox runs (or throws a SandboxdError, code "full" when there is no room). Progress comes as sandboxChanged. */
  createSandbox: [
    z.object({ id: SandboxId.optional(), owner: z.string().max(128), purpose: z.string().max(128), profile: SandboxProfile }),
    SandboxSummary,
  ],
  /** The lists of images that profiles of createSandbox will name: what can be made ready before anybody waits is. Replaces what was said before. */
  wantImages: [z.object({ lists: z.array(SandboxProfile.shape.images.unwrap()).max(1000) }), nothing],
  destroySandbox: [sandboxRef, nothing],
  /** Moves the end to now + seconds, capped by the operator's maximum. */
  extendSandbox: [sandboxRef.extend({ seconds: z.number().int().positive() }), SandboxSummary],
  listTerminals: [sandboxRef, z.array(TerminalInfo)],
  openTerminal: [
    sandboxRef.extend({
      name: z.string().min(1).max(32),
      cols: z.number().int().min(2).max(1000),
      rows: z.number().int().min(2).max(500),
      /** argv to run instead of the login shell. */
      command: z.array(z.string().max(131_072)).min(1).max(1024).optional(),
    }),
    TerminalInfo,
  ],
  /** have: the output offset the client already painted, null for nothing. Live output follows from Replay.offset. */
  attachTerminal: [terminalRef.extend({ have: z.number().int().nonnegative().nullable() }), Replay],
  closeTerminal: [terminalRef, nothing],
  /** Runs a bash script as the sandbox's root with a clean environment beside the student's cgroup limit. */
  runScript: [
    sandboxRef.extend({
      script: z.string().max(262144),
      env: z.record(z.string(), z.string()),
      timeoutSeconds: z.number().min(0.1).max(120),
    }),
    ScriptOutcome,
  ],
  /** Starts a command as the student would, without a terminal; its output is pulled, so that nothing piles up. Ends with its connection. */
  startExec: [sandboxRef.extend({ command: z.array(z.string().max(131_072)).min(1).max(1024) }), execRef],
  /** Answers when the command's input has room again. end: no more input after this. */
  writeExec: [execRef.extend({ data: bytes, end: z.boolean() }), nothing],
  /** Waits for output or the end. exited comes once, with or after the last output. */
  readExec: [
    execRef,
    z.object({ stdout: bytes, stderr: bytes, exited: z.object({ exitCode: z.number().int().nullable() }).nullable() }),
  ],
  /** What listens for TCP in the sandbox's own network namespace, as the kernel lists it. */
  listListeners: [sandboxRef, z.array(Listener)],
  /** Connects to a TCP port from inside the sandbox's network namespace. "refused" when nothing answers. Ends with its client's connection. */
  dial: [sandboxRef.extend({ port: Port }), connectionRef.extend({ address: z.string().max(64) })],
  /** Waits for bytes or the end; no bytes and no end: nothing came for a while, ask again. */
  readConnection: [connectionRef, z.object({ data: bytes, ended: z.boolean() })],
  /** Answers when there is room again. end: nothing more will come. */
  writeConnection: [connectionRef.extend({ data: bytes, end: z.boolean() }), nothing],
  hangUp: [connectionRef, nothing],
  putFiles: [sandboxRef.extend({ files: z.array(SandboxFile).max(2000) }), nothing],
  /** Files, each touched by a process inside. What a student can cure is an answer ("refused"), not an error. */
  listDirectory: [fileRef, ListOutcome],
  /** The whole file, up to EDITOR_CAP_BYTES. */
  readFile: [fileRef, ReadOutcome],
  /** PART_BYTES at an offset. state: "first", then the state that the first part came with: "changed" where it has changed since. */
  readFilePart: [
    fileRef.extend({ offset: z.number().int().nonnegative(), state: z.string().regex(/^(first|[0-9.]{1,120})$/) }),
    ReadOutcome,
  ],
  /** Replaces the file as a whole where that can be; nothing is written where it is not what was expected. */
  writeFile: [
    fileRef.extend({ expected: ExpectedFile, data: bytes.refine((data) => data.byteLength <= EDITOR_CAP_BYTES, "too large") }),
    WriteOutcome,
  ],
  /** Parts come in order; the last one puts the file in place. Anything but "done" ends the upload and leaves nothing behind. */
  writeFilePart: [
    fileRef.extend({
      upload: UploadId,
      offset: z.number().int().nonnegative(),
      total: z.number().int().nonnegative().max(TRANSFER_CAP_BYTES),
      expected: ExpectedFile,
      data: bytes.refine((data) => data.byteLength <= PART_BYTES, "too large"),
    }),
    PartOutcome,
  ],
  makeDirectory: [fileRef, ChangeOutcome],
  /** A file, or a directory that is empty. */
  removeFile: [fileRef, ChangeOutcome],
  /** Never over something that is there. */
  renameFile: [fileRef.extend({ to: FilePath }), ChangeOutcome],
  /** An upload that will not go on. */
  discardUpload: [fileRef.extend({ upload: UploadId }), ChangeOutcome],
  /** Reads the kernel once. */
  readKernel: [sandboxRef.extend({ scopes: z.array(KernelScope) }), KernelView],
  /** Keeps kernelChanged coming for these scopes; an empty list stops. Answers with the present view, which the updates continue. */
  watchKernel: [sandboxRef.extend({ scopes: z.array(KernelScope) }), KernelView.nullable()],
  /**
   * Begins to capture packets and answers with the trace as it begins, no packets in it; packetTrace tells how it goes on. One at a time: while
   * one runs it throws a SandboxdError, code "too-many".
   */
  tracePackets: [sandboxRef.extend({ seconds: z.number().int().min(TRACE_SECONDS.least).max(TRACE_SECONDS.most) }), PacketTrace],
  /** Ends the trace that runs; packetTrace brings what it captured. Nothing happens where none runs. */
  stopTrace: [sandboxRef, nothing],
  /** on: limitsReached follows whenever more is known. Answers with what is known already; off answers null. */
  watchLimits: [sandboxRef.extend({ on: z.boolean() }), LimitsReached.nullable()],
  /** Replaces the expectations of a sandbox; expectChanged follows at once and on every change. An empty list stops. */
  watchExpect: [sandboxRef.extend({ expectations: z.array(Expectation).max(64) }), z.array(ExpectationResult)],
} as const;

/** Calls without an answer, web -> sandboxd. Order is kept. */
export const SandboxdSignals = {
  writeTerminal: terminalRef.extend({ data: bytes }),
  resizeTerminal: terminalRef.extend({ cols: z.number().int().min(2).max(1000), rows: z.number().int().min(2).max(500) }),
  /** offset: output offset up to which every attached client has painted. */
  ackTerminal: terminalRef.extend({ offset: z.number().int().nonnegative() }),
  /** Nobody of this client looks any more: output stops coming and the terminal runs on unwatched. */
  detachTerminal: terminalRef,
} as const;

/** sandboxd -> web, no answer. */
export const SandboxdEvents = {
  sandboxChanged: SandboxSummary,
  /** offset: stream offset of the first byte in data. */
  terminalOutput: z.object({ terminal: TerminalId, offset: z.number().int(), data: bytes }),
  terminalExited: z.object({ terminal: TerminalId, exitCode: z.number().int().nullable() }),
  /** To those who watch: what is new since the update before, or since the view that watchKernel answered with. */
  kernelChanged: KernelUpdate,
  /** To those who watch, at most once a second: the last view still holds. */
  kernelConfirmed: KernelConfirmation.extend({ sandbox: SandboxId }),
  /**
   * To those who watch, and to whoever began it. While it captures: at most twice a second, numbers only. Once it has ended: exactly once,
   * with the packets.
   */
  packetTrace: z.object({ sandbox: SandboxId, trace: PacketTrace }),
  /** To those who watch its limits: all of it anew, whenever it has changed. */
  limitsReached: z.object({ sandbox: SandboxId, limits: LimitsReached }),
  expectChanged: z.object({
    sandbox: SandboxId,
    results: z.array(ExpectationResult),
    revision: z.number().int(),
    sampledAt: z.number(),
  }),
} as const;

export type SandboxdCallName = keyof typeof SandboxdCalls;
export type SandboxdRequest<N extends SandboxdCallName> = z.input<(typeof SandboxdCalls)[N][0]>;
export type SandboxdResponse<N extends SandboxdCallName> = z.output<(typeof SandboxdCalls)[N][1]>;
export type SandboxdSignalName = keyof typeof SandboxdSignals;
export type SandboxdEventName = keyof typeof SandboxdEvents;

/** Error codes that cross the socket; the message is a sentence for a person. */
export const SandboxdErrorCode = z.enum(["full", "not-found", "too-many", "refused", "invalid", "failed"]);
export type SandboxdErrorCode = z.infer<typeof SandboxdErrorCode>;
