import { spawnSync } from "node:child_process";
import type { Reason } from "../../../../../lib/contract/reason.ts";
import { CLEAN_ENV } from "../../../system/run.ts";
import { countWaiting } from "../../cost-clock.ts";
import { toReason } from "../../to-reason.ts";
import { insideNetwork } from "../network-door.ts";

const MOST_BYTES = 1 << 20;
const MOST_MILLISECONDS = 2_000;
const MOST_MEMORY = 256 << 20;
/** What is repeated of a tool's complaint. */
const MOST_SAID = 200;

/** Where the tools are and for whom they run. */
export type RuleTools = {
  /** The root file system that all sandboxes share, as the host has it: no student can write there. */
  root: string;
  /** First host uid of the sandbox's range. */
  uid: number;
};

/** Thrown where rules cannot be read. */
export class RulesUnreadable extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.text);
    this.name = "RulesUnreadable";
    this.reason = reason;
  }
}

/**
 * What a tool that lists rules prints in a network namespace. Rules are the student's, down to binary data that nft parses (Debian 12's nft
 * 1.0.6 crashes over a set that nft 1.1.3 made), so:
 * - the tool is the one that the sandbox's own root file system was built with: it knows whatever is usual in there;
 * - it runs as the sandbox's host uid, without any capability on the host, unable to gain one (no_new_privs), confined to that file system
 *   and unable to write a byte to a file. That uid made the user namespace around the sandbox, which is why the kernel lets it list rules
 *   there (user_namespaces(7): the owner has all capabilities in it).
 * @throws RulesUnreadable
 */
export function runRuleTool({ root, uid }: RuleTools, namespaceFd: number, argv: readonly [string, ...string[]]): string {
  const tool = argv[0];
  const confined = [
    "setpriv",
    "--no-new-privs",
    "--pdeathsig=KILL",
    "prlimit",
    "--fsize=0",
    "--core=0",
    "--cpu=2",
    `--as=${MOST_MEMORY}`,
    "--",
  ];
  const args = [`--userspec=${uid}:${uid}`, "--groups=", root, "/usr/bin/env", "-i", `PATH=${CLEAN_ENV.PATH}`, "LC_ALL=C.UTF-8"];
  const ended = insideNetwork(namespaceFd, () =>
    countWaiting(() =>
      spawnSync("chroot", [...args, ...confined, ...argv], {
        env: CLEAN_ENV,
        cwd: "/",
        stdio: ["ignore", "pipe", "pipe"],
        timeout: MOST_MILLISECONDS,
        killSignal: "SIGKILL",
        maxBuffer: MOST_BYTES,
        encoding: "latin1",
      }),
    ),
  );
  const code = ended.error && "code" in ended.error ? ended.error.code : null;
  if (code === "ENOBUFS") throw new RulesUnreadable(toReason("rules-too-long", { bytes: MOST_BYTES }));
  if (ended.status === 0 && !ended.error) return ended.stdout;
  // env(1), setpriv(1) and prlimit(1) exit with 127 for a command that is not there.
  if (ended.status === 127) throw new RulesUnreadable(toReason("rules-tool-missing", { tool }));
  const said =
    code === "ETIMEDOUT" ? "it took longer than 2 s" : ended.stderr.trim() || String(ended.signal ?? ended.error ?? "");
  throw new RulesUnreadable(toReason("rules-tool-failed", { tool, said: said.slice(0, MOST_SAID) }));
}
