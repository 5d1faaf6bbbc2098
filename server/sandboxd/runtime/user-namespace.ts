import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { CLEAN_ENV } from "../system/run.ts";
import { UID_RANGE } from "./oci-spec.ts";

/**
 * Bounds of one sandbox, written into OUTER's /proc/sys/user: root inside may raise its own copy, never OUTER's. inotify and fanotify
 * are charged to the id that created a user namespace, so without OUTER one sandbox could use up the host's (user_namespaces(7), namespaces(7)).
 */
const LIMITS: Record<string, number> = {
  max_user_namespaces: 128,
  max_pid_namespaces: 256,
  max_net_namespaces: 200,
  max_mnt_namespaces: 512,
  max_ipc_namespaces: 256,
  max_uts_namespaces: 256,
  max_cgroup_namespaces: 256,
  max_time_namespaces: 64,
  max_inotify_instances: 100,
  max_inotify_watches: 65536,
  max_fanotify_groups: 32,
  max_fanotify_marks: 16384,
};

/** A user namespace that lives as long as its holder does; dispose of it once the sandbox's PID 1 has joined. */
export type UserNamespace = AsyncDisposable & { path: string };

/**
 * Makes INNER by root of OUTER: limits first, then a process in INNER whose identity map only OUTER may write. Constant text; the numbers
 * come as arguments. A limit this kernel does not know is passed over.
 */
const INNER_SCRIPT = `
range=$1; shift
cd /proc/sys/user || exit 1
for limit in "$@"; do
  [ -e "\${limit%%=*}" ] || continue
  echo "\${limit#*=}" > "\${limit%%=*}" || exit 1
done
outer=$(readlink /proc/self/ns/user)
exec 3<&0
unshare --user cat <&3 & inner=$!
while [ "$(readlink /proc/$inner/ns/user)" = "$outer" ]; do kill -0 $inner || exit 1; done
echo "0 0 $range" > /proc/$inner/uid_map || exit 1
echo "0 0 $range" > /proc/$inner/gid_map || exit 1
echo $inner
wait $inner
`;

/**
 * Two user namespaces, one inside the other. OUTER is made by the sandbox's own host uid and carries the limits; INNER, identity-mapped
 * inside it, is where the sandbox lives. Both end when nothing is in them any more.
 * @throws Error naming the stage that failed
 */
export async function createUserNamespace(uidBase: number): Promise<UserNamespace> {
  const holders: ChildProcess[] = [];
  const start = (file: string, args: string[]) => {
    const child = spawn(file, args, { env: CLEAN_ENV, cwd: "/", stdio: ["pipe", "pipe", "pipe"] });
    holders.push(child);
    return child;
  };
  const dispose = async () => {
    await Promise.all(holders.map((child) => endHolder(child)));
  };
  try {
    const id = String(uidBase);
    const outer = start("setpriv", [
      "--reuid",
      id,
      "--regid",
      id,
      "--clear-groups",
      "unshare",
      "--user",
      "sh",
      "-c",
      "echo made; exec cat",
    ]);
    await firstLine(outer, "creating the outer user namespace");
    await writeFile(`/proc/${outer.pid}/uid_map`, `0 ${uidBase} ${UID_RANGE}`);
    await writeFile(`/proc/${outer.pid}/gid_map`, `0 ${uidBase} ${UID_RANGE}`);
    const limits = Object.entries(LIMITS).map(([name, value]) => `${name}=${value}`);
    const inner = start("nsenter", [
      ...["--user", `--target=${outer.pid}`, "--setuid=0", "--setgid=0", "--", "sh", "-c", INNER_SCRIPT, "inner"],
      ...[String(UID_RANGE), ...limits],
    ]);
    const pid = Number(await firstLine(inner, "creating the inner user namespace"));
    return { path: `/proc/${pid}/ns/user`, [Symbol.asyncDispose]: dispose };
  } catch (cause) {
    await dispose();
    throw cause;
  }
}

async function firstLine(child: ChildProcess, doing: string): Promise<string> {
  let out = "";
  let err = "";
  child.stderr?.on("data", (data) => {
    err += data;
  });
  const line = new Promise<string>((resolve) => {
    child.stdout?.on("data", (data) => {
      out += data;
      if (out.includes("\n")) resolve(out.trim());
    });
  });
  const ended = Promise.race([once(child, "close"), once(child, "error")]).then(([reason]) => {
    throw new Error(`${doing} failed: ${err.trim() || reason}`);
  });
  // Whoever loses the race must not surface as an unhandled rejection later.
  ended.catch(() => undefined);
  return Promise.race([line, ended]);
}

/** Ending the input ends the `cat` at the bottom of each holder, whatever became of the shells above it. */
async function endHolder(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = once(child, "close");
  child.stdin?.end();
  await closed;
}
