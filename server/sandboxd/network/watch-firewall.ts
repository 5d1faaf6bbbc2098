import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { CLEAN_ENV } from "../system/run.ts";

/** One flush of everything comes as many lines. */
const DEBOUNCE_MS = 10;
/** The monitor ends when it could not keep up with the kernel (ENOBUFS). */
const RESTART_AFTER_MS = 1000;

/** Whether a line of `nft monitor` tells of our tables, chains or rules. Bindings come and go with sandboxes; their end only closes a port. */
export const concernsTables = (line: string, name: string): boolean => {
  const [verb, kind, family, table] = line.split(" ");
  return (verb === "delete" || verb === "add") && kind !== "element" && isFamily(family) && table === name;
};

const isFamily = (word: string | undefined) => word === "inet" || word === "bridge";

/**
 * Calls onHint soon after somebody (we too) has changed our tables. A hint is no fact: who gets it looks for himself, now and then also
 * without one.
 */
export function watchFirewall(name: string, onHint: () => void): Disposable {
  let closed = false;
  let hint: NodeJS.Timeout | undefined;
  let restart: NodeJS.Timeout | undefined;
  let end: () => void;
  const start = () => {
    // prctl(PR_SET_PDEATHSIG): it must not outlive us, however we end.
    const monitor = spawn("setpriv", ["--pdeathsig", "KILL", "nft", "monitor"], {
      env: CLEAN_ENV as Record<string, string> as NodeJS.ProcessEnv,
      cwd: "/",
      stdio: ["ignore", "pipe", "ignore"],
    });
    end = () => monitor.kill("SIGKILL");
    createInterface({ input: monitor.stdout }).on("line", (line) => {
      if (!closed && concernsTables(line, name)) hint ??= setTimeout(look, DEBOUNCE_MS);
    });
    const again = () => {
      if (!closed) restart ??= setTimeout(renew, RESTART_AFTER_MS).unref();
    };
    monitor.once("error", again).once("exit", again);
  };
  const look = () => {
    hint = undefined;
    onHint();
  };
  const renew = () => {
    restart = undefined;
    start();
    onHint(); // whatever happened while nobody listened
  };
  start();
  return {
    [Symbol.dispose]() {
      closed = true;
      clearTimeout(hint);
      clearTimeout(restart);
      end();
    },
  };
}
