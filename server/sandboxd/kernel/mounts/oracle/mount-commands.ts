import fc from "fast-check";
import { quote } from "../../oracle/sandbox-shell.ts";

/** Everything happens below here; each directory holds the same two, three levels deep. */
export const HOME = "/root/m";
const NAMES = ["a", "sp ace", "b\\040\n", "<i>\xc3\xbc", "\x1b[1m\xff", "x#y"];
const SOURCES = ["none", "", "a b", "\\134", "-", "\xe7\xbd\x91", "<b>", "#"];

const name = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "sp ace") },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
);
const place = fc
  .oneof(
    { weight: 4, arbitrary: fc.tuple(name) },
    { weight: 3, arbitrary: fc.tuple(name, name) },
    { weight: 1, arbitrary: fc.tuple(name, name, name) },
  )
  .map((names) => `${HOME}/${names.join("/")}`);
/** What a command is run in: the sandbox's own mount namespace, or one that a process of the test keeps. */
const where = fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom("$A", "$B") });

/** Bash, which may fail without harm. */
export type MountCommand = string;

const verb = <T extends unknown[]>(
  weight: number,
  script: (...values: T) => string,
  ...rest: { [K in keyof T]: fc.Arbitrary<T[K]> }
) => ({ weight, arbitrary: fc.tuple(...rest).map((values) => script(...(values as T))) });

/** A namespace that is not there any more must not turn a command into one for the sandbox's own. */
const inside = (at: string, command: string): MountCommand =>
  at === "" ? command : `[ -n "${at}" ] && nsenter -t "${at}" -m -- ${command}`;

const command = fc.oneof(
  verb(
    5,
    (at: string, path: string, source: string, options: string) =>
      inside(at, `mount -t tmpfs -o ${options} ${quote(source)} ${quote(path)}`),
    where,
    place,
    fc.constantFrom(...SOURCES),
    fc.constantFrom("size=64k", "size=64k,ro", "size=64k,mode=700,noexec,nosuid,nodev"),
  ),
  verb(
    2,
    (at: string, path: string) =>
      inside(
        at,
        `mkdir -p ${NAMES.slice(0, 2)
          .map((one) => quote(`${path}/${one}`))
          .join(" ")}`,
      ),
    where,
    place,
  ),
  verb(
    6,
    (at: string, from: string, to: string, how: string) => inside(at, `mount ${how} ${quote(from)} ${quote(to)}`),
    where,
    place,
    place,
    fc.constantFrom("--bind", "--bind", "--rbind", "--move", "--bind -o ro"),
  ),
  verb(
    3,
    (at: string, path: string, how: string) => inside(at, `mount --make-${how} ${quote(path)}`),
    where,
    place,
    fc.constantFrom("shared", "shared", "slave", "private", "unbindable", "rshared", "rslave"),
  ),
  // Peers, and one that only receives; what is mounted on one then shows on the other.
  verb(
    2,
    (from: string, to: string, how: string) =>
      `mount -t tmpfs -o size=64k peers ${quote(from)}; mkdir ${quote(`${from}/a`)}; mount --make-shared ${quote(from)}; mount --bind ${quote(from)} ${quote(to)}; mount --make-${how} ${quote(to)}`,
    place,
    place,
    fc.constantFrom("slave", "slave", "shared", "unbindable"),
  ),
  verb(
    1,
    (at: string, path: string, how: string) => inside(at, `mount -o remount,bind,${how} ${quote(path)}`),
    where,
    place,
    fc.constantFrom("ro", "rw", "noexec", "noatime"),
  ),
  verb(
    3,
    (at: string, path: string, how: string) => inside(at, `umount ${how} ${quote(path)}`),
    where,
    place,
    fc.constantFrom("", "-l", "-R"),
  ),
  verb(1, (path: string) => `rmdir ${quote(path)}`, place),
  verb(1, (from: string, to: string) => `mv ${quote(from)} ${quote(to)}`, place, place),
  verb(
    2,
    (which: string, how: string) => `start ${which} ${how}`,
    fc.constantFrom("A", "B"),
    fc.constantFrom("private", "shared", "slave", "unchanged"),
  ),
);

export const mountCommands = fc.array(command, { minLength: 6, maxLength: 22, size: "max" });

/** Defines `start NAME PROPAGATION`, and makes a fresh home. */
export const PROLOGUE = `
start() {
  [ -n "\${!1}" ] && kill -9 "\${!1}" && wait "\${!1}"
  coproc START { exec unshare -m --propagation "$2" sh -c 'echo ready; exec sleep 1000'; }
  read -r _ <&"\${START[0]}"
  printf -v "$1" %s "$START_PID"
}
`;
export const BEGIN = `mkdir -p ${NAMES.flatMap((one) => NAMES.slice(0, 2).map((two) => quote(`${HOME}/${one}/${two}/a`))).join(" ")} ${quote(`${HOME}/sp ace/a/sp ace`)}; A= B=`;
/** A path leads to what lies on top, and what that hid may be reached only afterwards: again and again until nothing is left. */
export const END = `
for pid in $A $B; do kill -9 $pid; wait $pid; done
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
  grep -q ' ${HOME}/' /proc/self/mountinfo || break
  while read -r _ _ _ _ at _; do case $at in ${HOME}/*) printf -v at %b "\${at//\\\\/\\\\0}"; umount -l "$at";; esac; done < <(tac /proc/self/mountinfo)
done
rm -rf --one-file-system ${HOME}`;
