import type { Answer, LabSession, SandboxStatus } from "../../../lib/contract/browser-protocol.ts";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";
import type { TerminalInfo } from "../../../lib/contract/sandbox.ts";
import type { LabWire } from "../../lab/[lab]/lab-wire.ts";

const SANDBOX = "aaaaaaaaaaaa";
const PROMPT = "\u001b[1;32mroot@lab\u001b[0m:\u001b[1;34m~/overlay\u001b[0m# ";
const ASK_FOR_BRACKETS = "\u001b[?2004h";
const GREETING = `${PROMPT}ls -l upper\r\ntotal 4\r\nc--------- 2 root root 0, 0 Nov 21 03:00 \u001b[1;33min_both.txt\u001b[0m\r\n-rw-r--r-- 1 root root  17 Nov 21 02:58 in_upper.txt\r\n${PROMPT}echo "界面 中文"\r\n界面 中文\r\n${PROMPT}${ASK_FOR_BRACKETS}`;

/** A wire that plays one state of a lab session. It echoes what is typed; it is not a shell and says so. */
export function openScriptedWire(story: string, lesson: LessonView): LabWire {
  const listeners = new Map<string, (event: never) => void>();
  const emit = (name: string, event: unknown) => listeners.get(name)?.(event as never);
  const streams = new Map<string, number>();
  let opened = 0;
  const sandbox = sandboxOf(story);
  const output = (terminal: string, text: string) => {
    const data = new TextEncoder().encode(text);
    const offset = streams.get(terminal) ?? 0;
    streams.set(terminal, offset + data.byteLength);
    emit("terminal:output", { terminal, offset, data });
  };
  const steps = lesson.steps.map(({ id }) => id);
  const answers: Record<string, (request: never) => unknown> = {
    "lab:open": (): LabSession => ({
      sandbox,
      terminals: [],
      code: "K7QX2",
      progress: steps.slice(0, 2).map((step) => ({ step, passedAt: 1 })),
      passedHere: steps.slice(0, 2),
      at: steps[2] ?? null,
      now: Date.now(),
    }),
    "terminal:open": ({ name }: { name: string }): TerminalInfo => {
      opened += 1;
      return { id: `${SANDBOX}.${opened}`, sandbox: SANDBOX, name, cols: 100, rows: 24, exitCode: null };
    },
    "terminal:attach": ({ terminal }: { terminal: string }) => {
      const data = new TextEncoder().encode(GREETING);
      streams.set(terminal, data.byteLength);
      return { kind: "screen", data, offset: data.byteLength, cols: 100, rows: 24 };
    },
    "sandbox:extend": (): SandboxStatus => ({ ...sandbox, expiresAt: sandbox.expiresAt + 1_800_000 }),
    "preview:ports": () => [{ address: "127.0.0.1", port: 8088 }],
    "preview:open": () => ({ url: "about:blank" }),
    "step:enter": ({ step }: { step: string }) => verdictOf(story, step),
    "step:check": () => verdictOf(story, ""),
    "step:solution": () => ({
      script: "cd /root/overlay\nmount -t overlay overlay -o lowerdir=lower,upperdir=upper,workdir=work merged",
      colours: "f2 15 f5 3 o2 26",
    }),
  };
  return {
    async call(name, request) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (name === "lab:open" && story === "full") return { ok: false, code: "full", error: "40 of 40 sandboxes are in use." };
      if (name === "trace:start") return { ok: false, code: "script", error: "This page plays a script: nothing is sent here." };
      if (name === "lab:open" && story === "starting") {
        emit("sandbox:state", sandbox);
        return new Promise(() => undefined);
      }
      const value = answers[name]?.(request as never) ?? null;
      return { ok: true, value } as Answer<never>;
    },
    signal(name, message) {
      if (name !== "terminal:input") return;
      const { terminal, data } = message as { terminal: string; data: Uint8Array };
      const text = new TextDecoder().decode(data);
      output(terminal, text === "\r" ? `\r\n(a scripted wire: nothing ran)\r\n${PROMPT}` : text.replace(/[\u0005\u0015]/g, ""));
    },
    on: (name, listener) => void listeners.set(name, listener as (event: never) => void),
    onLink(listener) {
      setTimeout(() => listener(true, null), 30);
      if (story === "offline") setTimeout(() => listener(false, null), 900);
      if (story === "shell-over") setTimeout(() => emit("terminal:exit", { terminal: `${SANDBOX}.1`, exitCode: 0 }), 900);
    },
    close: () => listeners.clear(),
  };
}

function sandboxOf(story: string): SandboxStatus {
  const now = Date.now();
  const base: SandboxStatus = {
    id: SANDBOX,
    state: "running",
    createdAt: now - 60_000,
    expiresAt: now + (story === "soon" ? 4 * 60_000 : 52 * 60_000),
    endedBecause: null,
    detail: null,
  };
  if (story === "starting") return { ...base, state: "starting", detail: "mounting the root file system" };
  if (story === "idle" || story === "expired" || story === "died") return { ...base, state: "gone", endedBecause: story };
  return base;
}

function verdictOf(story: string, _step: string): unknown {
  if (story === "passed") return { kind: "passed" };
  if (story === "broken") return { kind: "broken", detail: "check.sh: line 4: jq: command not found (exit 127)" };
  return {
    kind: "not-yet",
    hint: {
      en: "in_both.txt can still be seen in merged: delete it there.",
      "zh-CN": "在 merged 里还能看到 in_both.txt：把它删掉。",
    },
  };
}
