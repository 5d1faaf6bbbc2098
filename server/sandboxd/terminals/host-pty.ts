import { writeSync } from "node:fs";
import { readlink } from "node:fs/promises";
import { type IPty, spawn } from "node-pty";
import type { EnterCommand } from "../runtime/running-sandbox.ts";
import { run } from "../system/run.ts";

/** A process on a pseudo terminal of the host. */
export type HostPty = {
  readonly pid: number;
  /** Takes what fits without blocking and says how many bytes that was. */
  write(data: Buffer): number;
  resize(cols: number, rows: number): void;
  /**
   * Switches off the output processing of this pty. The runtime's relay leaves it on (containerd/console SetRaw keeps OPOST), and a line feed
   * of a full-screen program, which means "one down", would become carriage return and line feed.
   */
  passOutputThrough(): Promise<void>;
  /** Stops reading: the program blocks once the kernel's buffer is full. */
  pause(): void;
  resume(): void;
  /** Ends the process on the host's side, at once. */
  kill(): void;
};

export type HostPtyEvents = {
  onData: (data: Buffer) => void;
  /** After the last output. null: it was ended by a signal. */
  onExit: (exitCode: number | null) => void;
};

/** node-pty throws away what is unread 200 ms after the exit; while paused we look this often whether that has begun. */
const LOOK_FOR_EXIT_MS = 50;

/** node-pty's private parts that make a synchronous write possible; absent in another version, we use its own queue. */
type Inner = { fd?: number; _socket?: { destroyed?: boolean } };

/** Spawns with bytes end to end: no text decoding anywhere. */
export function spawnHostPty(command: EnterCommand, cols: number, rows: number, { onData, onExit }: HostPtyEvents): HostPty {
  const pty = spawn(command.file, command.args, {
    cols,
    rows,
    cwd: "/",
    env: command.env,
    encoding: null,
    name: "xterm-256color",
  });
  let gone = false;
  let watch: NodeJS.Timeout | undefined;
  pty.onData((data) => onData(data as unknown as Buffer));
  pty.onExit(({ exitCode, signal }) => {
    gone = true;
    clearInterval(watch);
    onExit(signal ? null : exitCode);
  });

  return {
    pid: pty.pid,
    write: (data) => (gone ? data.length : writeNow(pty, data)),
    resize(cols, rows) {
      if (!gone) pty.resize(cols, rows);
    },
    async passOutputThrough() {
      const device = await readlink(`/proc/${pty.pid}/fd/0`);
      if (!/^\/dev\/pts\/\d+$/.test(device)) throw new Error(`the runtime reads from ${device}, which is no pty`);
      await run("stty", ["-F", device, "-opost"]);
    },
    pause() {
      if (gone) return;
      pty.pause();
      // What a dead process left is at most the kernel's pty buffer: read it in spite of the pause, so that no last line is lost.
      watch ??= setInterval(() => {
        if (!isAlive(pty.pid)) pty.resume();
      }, LOOK_FOR_EXIT_MS);
    },
    resume() {
      clearInterval(watch);
      watch = undefined;
      if (!gone) pty.resume();
    },
    kill() {
      if (!gone) pty.kill("SIGKILL");
    },
  };
}

/** A synchronous write costs a third of node-pty's trip through the thread pool. Never on a closed fd: its number may be someone else's. */
function writeNow(pty: IPty, data: Buffer): number {
  const { fd, _socket: socket } = pty as unknown as Inner;
  if (typeof fd !== "number" || typeof socket?.destroyed !== "boolean") {
    pty.write(data as unknown as string);
    return data.length;
  }
  if (socket.destroyed) return data.length;
  try {
    return writeSync(fd, data);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EAGAIN") return 0;
    if (code === "EIO") return data.length; // nobody holds the other end any more; the exit follows
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
