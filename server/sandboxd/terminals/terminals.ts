import { mkdir, rm } from "node:fs/promises";
import type { TerminalInfo } from "../../../lib/contract/sandbox.ts";
import { SandboxdError } from "../../../lib/wire/sandboxd-error.ts";
import { endSession } from "../enter/end-session.ts";
import { enterBox } from "../enter/enter-box.ts";
import { gatedOnTerminal, LOGIN_SHELL, STOPS, STUDENT_ENV } from "../enter/student-shell.ts";
import type { RunningSandbox } from "../runtime/running-sandbox.ts";
import { systemClock } from "./clock.ts";
import { spawnHostPty } from "./host-pty.ts";
import { putSpareShell, type SpareShell } from "./spare-shell.ts";
import { Terminal } from "./terminal.ts";

export type TerminalsLog = Record<"info" | "warn" | "error", (data: object, message: string) => void>;

export type OpenTerminal = { name: string; cols: number; rows: number; command?: string[] | undefined };

export type Terminals = {
  /** @throws SandboxdError "too-many" past the profile's maxTerminals */
  open(running: RunningSandbox, wish: OpenTerminal): TerminalInfo;
  /** Puts a shell into a sandbox that nobody is in yet; the first login shell that is opened there is this one. Never rejects. */
  prepare(running: RunningSandbox): Promise<void>;
  list(sandbox: string): TerminalInfo[];
  /** @throws SandboxdError "not-found" */
  get(id: string): Terminal;
  /** Ends everything in the terminal's session. A terminal that is not there is fine. */
  close(id: string): Promise<void>;
  /** The sandbox is gone, and what ran in it with it. */
  forget(sandbox: string): void;
};

/** More terminals than anybody opens in one sandbox between two starts of sandboxd; an id has room for 9 digits. */
const NUMBERS_EACH = 100_000;

type Entry = { terminal: Terminal; body: string; entered: Promise<number | null> };

/** Opens the terminals of all sandboxes. stateDirectory: a private directory of ours for pid files. */
export async function openTerminals(
  stateDirectory: string,
  { log, onExited }: { log: TerminalsLog; onExited: (terminal: string, exitCode: number | null) => void },
): Promise<Terminals> {
  await rm(stateDirectory, { recursive: true, force: true });
  await mkdir(stateDirectory, { recursive: true, mode: 0o700 });
  const entries = new Map<string, Entry>();
  const lastNumber = new Map<string, number>();
  /** Shells that wait, by the body of their sandbox. */
  const spares = new Map<string, SpareShell>();
  const of = (sandbox: string) => [...entries.values()].filter(({ terminal }) => terminal.sandbox === sandbox);

  /**
   * Every sandboxd has numbers of its own in a sandbox, so that after a restart, which forgets what was handed out, a page that still knows
   * an old terminal does not meet a new one under its id.
   */
  const nextId = (running: RunningSandbox) => {
    const number = (lastNumber.get(running.id) ?? running.adoptions * NUMBERS_EACH) + 1;
    lastNumber.set(running.id, number);
    return `${running.id}.${number}`;
  };

  const takeSpare = (body: string): SpareShell | undefined => {
    const spare = spares.get(body);
    spares.delete(body);
    return spare?.waits() ? spare : undefined;
  };

  const drop = (id: string) => {
    entries.get(id)?.terminal.dispose();
    entries.delete(id);
  };

  return {
    open(running, { name, cols, rows, command = LOGIN_SHELL }) {
      const max = running.profile.maxTerminals;
      const mine = of(running.id);
      if (mine.filter(({ terminal }) => !terminal.exited).length >= max)
        throw new SandboxdError("too-many", `This sandbox has ${max} terminals already; close one first.`);
      // The last screens of ended shells are kept for whoever comes back, but not without end.
      for (const { terminal } of mine.filter(({ terminal }) => terminal.exited).slice(0, -max + 1 || undefined))
        drop(terminal.id);

      const id = nextId(running);
      const pidFile = `${stateDirectory}/${id}.pid`;
      const spare = command === LOGIN_SHELL ? takeSpare(running.body) : undefined;
      const terminal = new Terminal({
        ...{ id, sandbox: running.id, name, cols, rows, clock: systemClock },
        start(events) {
          if (spare) return spare.adopt(cols, rows, events);
          const enter = { tty: true, cwd: "/root", env: STUDENT_ENV, args: gatedOnTerminal(command), pidFile };
          return spawnHostPty(running.enter(enter), cols, rows, events);
        },
        onExit: (exitCode) => {
          log.info({ terminal: id, exitCode }, "terminal ended");
          onExited(id, exitCode);
        },
      });
      const enter = () =>
        enterBox(running, {
          pidFile,
          abandoned: () => terminal.exited,
          stops: STOPS.gatedOnTerminal,
          prepare: () => terminal.passOutputThrough(),
        }).catch((error: Error) => {
          log.error({ terminal: id, error: error.message }, "terminal could not be entered");
          terminal.dispose();
          return null;
        });
      const entered = spare ? Promise.resolve(spare.leader) : enter();
      entries.set(id, { terminal, body: running.body, entered });
      entered.then((pid) => pid !== null && terminal.startInput());
      log.info({ terminal: id }, "terminal opened");
      return terminal.info;
    },
    async prepare(running) {
      const { body } = running;
      try {
        const pidFile = `${stateDirectory}/${body}.spare.pid`;
        const spare = await putSpareShell(running, { pidFile, onEnded: () => spares.delete(body) });
        if (spare) spares.set(body, spare);
      } catch (error) {
        log.warn({ body, error: String(error) }, "no shell could be put into a sandbox beforehand");
      }
    },
    list: (sandbox) => of(sandbox).map(({ terminal }) => terminal.info),
    get(id) {
      const entry = entries.get(id);
      if (!entry) throw new SandboxdError("not-found", "This terminal has ended.");
      return entry.terminal;
    },
    async close(id) {
      const entry = entries.get(id);
      if (!entry) return;
      const leader = await entry.entered;
      if (leader !== null) await endSession(entry.body, leader);
      drop(id);
    },
    forget(sandbox) {
      for (const { terminal } of of(sandbox)) drop(terminal.id);
      lastNumber.delete(sandbox);
    },
  };
}
