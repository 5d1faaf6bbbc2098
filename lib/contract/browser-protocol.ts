import { z } from "zod";
import { AuthorCalls, AuthorProblem } from "./author-protocol.ts";
import { FilePath } from "./file-path.ts";
import { ChangeOutcome, EDITOR_CAP_BYTES, ExpectedFile, ListOutcome, ReadOutcome, WriteOutcome } from "./files.ts";
import { LabId, Locale, SandboxId, StepId, TerminalId } from "./ids.ts";
import { ImageProgress } from "./image-status.ts";
import { PacketTrace, TRACE_SECONDS } from "./kernel/packet-trace.ts";
import { KernelConfirmation, KernelScope, KernelUpdate, KernelView } from "./kernel-view.ts";
import { SandboxSummary, TerminalInfo } from "./sandbox.ts";
import { LimitsReached } from "./sandbox-limits.ts";
import { Listener, Port } from "./sandboxd-protocol.ts";
import { Verdict } from "./verdict.ts";

/**
 * What browser and web say to each other over Socket.IO (websocket only, msgpack parser). A socket is bound to one person by the session
 * cookie and to one lab by lab:open; every later message is about that lab's sandbox.
 */

/** An answer to a request: the value, or a sentence that says what was wrong and how to cure it. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: string; code: string };

/** The sandbox as a student sees it. */
export const SandboxStatus = SandboxSummary.pick({
  id: true,
  state: true,
  createdAt: true,
  expiresAt: true,
  endedBecause: true,
  detail: true,
});
export type SandboxStatus = z.infer<typeof SandboxStatus>;

export const StepProgress = z.object({ step: StepId, passedAt: z.number().nullable() });
export type StepProgress = z.infer<typeof StepProgress>;

export const LabSession = z.object({
  sandbox: SandboxStatus,
  terminals: z.array(TerminalInfo),
  /** What the student is known by to their instructor. */
  code: z.string(),
  progress: z.array(StepProgress),
  /** Steps that passed in this very sandbox. */
  passedHere: z.array(StepId),
  /** The step the student was last at. */
  at: StepId.nullable(),
  /** When this attempt at the lab began, Unix ms. */
  startedAt: z.number().optional(),
  /** Server clock in Unix ms, so that the countdown does not depend on the browser's clock. */
  now: z.number(),
});
export type LabSession = z.infer<typeof LabSession>;

/** A lab of which a person has a sandbox. */
export const RunningLab = z.object({ lab: LabId, title: z.string() });
export type RunningLab = z.infer<typeof RunningLab>;

/** Largest terminal:input message in bytes; longer pastes are cut into pieces by the client. */
export const MAX_INPUT_BYTES = 16 * 1024;
/** The client acknowledges painted output every so many bytes. */
export const ACK_EVERY_BYTES = 32 * 1024;

const bytes = z.instanceof(Uint8Array).or(z.instanceof(ArrayBuffer).transform((buffer) => new Uint8Array(buffer)));
const terminalRef = z.object({ terminal: TerminalId });
const fileRef = z.object({ path: FilePath });

/** A place in a previewed site: "//" would name another host, and a browser reads a backslash as a slash. */
export const PreviewPath = z
  .string()
  .max(2048)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/);

/** Browser -> web with an Answer: event -> [request, value]. */
export const BrowserCalls = {
  /** Opens (or rejoins) the person's sandbox for a lab; starts one if there is none. */
  "lab:open": [z.object({ lab: LabId }), LabSession],
  /** Throws the sandbox away, clears the lab's progress and starts afresh. */
  "lab:restart": [z.object({}), LabSession],
  /** The labs of which this person has a sandbox now; the title is in the tab's language. */
  "lab:running": [z.object({}), z.array(RunningLab)],
  /** Ends this person's sandbox of a lab, open in a tab or not. Nothing happens where there is none. */
  "lab:end": [z.object({ lab: LabId }), z.null()],
  "sandbox:extend": [z.object({}), SandboxStatus],
  "sandbox:stop": [z.object({}), z.null()],
  "terminal:open": [
    z.object({
      name: z.string().min(1).max(32),
      cols: z.number().int().min(2).max(1000),
      rows: z.number().int().min(2).max(500),
    }),
    TerminalInfo,
  ],
  /** have: offset of what this client has painted, null for nothing. */
  "terminal:attach": [
    terminalRef.extend({ have: z.number().int().nonnegative().nullable() }),
    z.object({
      kind: z.enum(["bytes", "screen"]),
      data: bytes,
      offset: z.number().int(),
      cols: z.number().int(),
      rows: z.number().int(),
    }),
  ],
  "terminal:close": [terminalRef, z.null()],
  "kernel:watch": [z.object({ scopes: z.array(KernelScope) }), KernelView.nullable()],
  /**
   * Begins to capture packets in every network namespace of the sandbox, and answers with the trace as it begins. packet:trace tells the tabs
   * that watch the kernel how it goes on. Refused ("too-many") while one runs.
   */
  "trace:start": [z.object({ seconds: z.number().int().min(TRACE_SECONDS.least).max(TRACE_SECONDS.most) }), PacketTrace],
  /** Ends it before its time; packet:trace brings what was captured. Nothing happens where none runs. */
  "trace:stop": [z.object({}), z.null()],
  /** The address of a port of the sandbox, for one browser, once and soon. path: begins with /, may have a query. */
  "preview:open": [z.object({ port: Port, path: PreviewPath }), z.object({ url: z.url() })],
  /** What listens in the sandbox now, as the kernel lists it. */
  "preview:ports": [z.object({}), z.array(Listener)],
  /** Where the student is: starts this step's live checks. Answers with its verdict as it stands (null = no check). */
  "step:enter": [z.object({ step: StepId, locale: Locale }), Verdict.nullable()],
  /** Runs check.sh (and the expectations) now. */
  "step:check": [z.object({ step: StepId, locale: Locale }), Verdict],
  /** Runs the step's setup.sh again. */
  "step:reset": [z.object({ step: StepId }), z.null()],
  /** The model answer, as text, and its colours (code-colours.ts). */
  "step:solution": [z.object({ step: StepId }), z.object({ script: z.string(), colours: z.string() })],
  /** Files of the tab's own sandbox. What the student can cure is a value ("refused", "conflict"); larger files go over HTTP (files.ts). */
  "file:list": [fileRef, ListOutcome],
  "file:read": [fileRef, ReadOutcome],
  "file:write": [
    fileRef.extend({ expected: ExpectedFile, data: bytes.refine((data) => data.byteLength <= EDITOR_CAP_BYTES, "too large") }),
    WriteOutcome,
  ],
  "file:make-directory": [fileRef, ChangeOutcome],
  "file:remove": [fileRef, ChangeOutcome],
  "file:rename": [fileRef.extend({ to: FilePath }), ChangeOutcome],
  ...AuthorCalls,
} as const;

/** Browser -> web, no answer. */
export const BrowserSignals = {
  "terminal:input": terminalRef.extend({ data: bytes }),
  "terminal:resize": terminalRef.extend({ cols: z.number().int().min(2).max(1000), rows: z.number().int().min(2).max(500) }),
  "terminal:ack": terminalRef.extend({ offset: z.number().int().nonnegative() }),
} as const;

/** web -> browser. */
export const BrowserEvents = {
  "sandbox:state": SandboxStatus,
  "terminal:output": z.object({ terminal: TerminalId, offset: z.number().int(), data: bytes }),
  "terminal:exit": z.object({ terminal: TerminalId, exitCode: z.number().int().nullable() }),
  /** The limits that this sandbox has run into, all of it anew: after lab:open, and whenever it has changed. */
  "sandbox:limits": z.object({ sandbox: SandboxId, limits: LimitsReached }),
  /** Another tab of the same person opened or closed a terminal. */
  "terminal:list": z.array(TerminalInfo),
  /** What is new since the one before, or since the view that kernel:watch answered with. One that does not fit: ask for a view again. */
  "kernel:update": KernelUpdate,
  /** The view of that revision still holds. None for a few seconds: the picture is old, whoever is to blame. */
  "kernel:confirmed": KernelConfirmation,
  /** To tabs that watch the kernel. While it captures: numbers only, some may be left out. Once it has ended: exactly once, with the packets. */
  "packet:trace": PacketTrace,
  /** passedAt is set once it has passed: it stays passed. */
  "step:verdict": z.object({ step: StepId, verdict: Verdict, passedAt: z.number().nullable() }),
  /** The text, the checks or the files of the lab that is open are other than when it was opened. */
  "lab:updated": z.object({ lab: LabId }),
  /** To an author's tabs only: something in the labs folder changed. problems: those of the tab's lab but for what shellcheck says. */
  "author:changed": z.object({ problems: z.array(AuthorProblem) }),
  /** A message of ours was refused, or something failed that nobody was waiting for. */
  refused: z.object({ event: z.string(), error: z.string() }),
} as const;

export type BrowserCallName = keyof typeof BrowserCalls;
export type BrowserRequest<N extends BrowserCallName> = z.input<(typeof BrowserCalls)[N][0]>;
export type BrowserResponse<N extends BrowserCallName> = z.output<(typeof BrowserCalls)[N][1]>;
export type BrowserSignalName = keyof typeof BrowserSignals;
export type BrowserEventName = keyof typeof BrowserEvents;
export type BrowserEvent<N extends BrowserEventName> = z.output<(typeof BrowserEvents)[N]>;

/**
 * GET and PUT /api/file?lab=LAB&path=PATH: a file of the person's sandbox for that lab, up to TRANSFER_CAP_BYTES, down and up.
 * PUT takes expect=absent (the default) or expect=any, and answers with an UploadAnswer; a GET that fails answers with a FileRefused.
 */
export const FILE_ADDRESS = "/api/file";

/** GET /api/me: what the home page needs of this person. */
export const Me = z.object({
  labs: z.array(
    z.object({ lab: LabId, passed: z.number().int(), total: z.number().int(), at: StepId.nullable(), running: z.boolean() }),
  ),
  /** They may see the whole classroom. */
  instructor: z.literal(true).optional(),
  /** Features the host lacks, with the reason. */
  missing: z.array(z.object({ id: z.string(), reason: z.string() })),
  /** How far the offline images are, while they are being built or cannot be. */
  images: ImageProgress.optional(),
});
export type Me = z.infer<typeof Me>;
