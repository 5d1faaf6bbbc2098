import fc from "fast-check";
import { NamespaceType } from "../../../../../lib/contract/kernel/processes.ts";

/** What stage.py plays: the verb and what it is about. Actors are numbered; names are latin1 text. */
export type StageCommand = (string | number | string[])[];

const ACTORS = 9;
const slot = fc.nat({ max: ACTORS - 1 });
/** The first actors are there most of the time. */
const actor = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 3 }) }, { weight: 1, arbitrary: slot });
const type = fc.constantFrom(...NamespaceType.options);
const types: fc.Arbitrary<string[]> = fc.oneof(
  { weight: 2, arbitrary: fc.uniqueArray(type, { minLength: 1, maxLength: 3 }) },
  // A user namespace that owns others, and what nests.
  {
    weight: 1,
    arbitrary: fc.constantFrom<string[]>(["user"], ["user", "net"], ["user", "pid"], ["pid"], ["user", "uts", "mnt"], ["time"]),
  },
);
const isMapped = fc.nat({ max: 3 });
const pin = fc.nat({ max: 2 });

/** At most 15 bytes each. Some try to write lines of their own into /proc/PID/status, or to end the name in /proc/PID/stat early. */
const comm = fc.constantFrom(
  "\rNSpid:\t1 7",
  "\nUid:\t9 9",
  "x) Z 0 (",
  "(",
  ")",
  "[x]",
  "a b",
  "\xe7\xbd\x91\xff",
  "\x1b[1m",
  "\\n",
  "<b>&",
);
const argument = fc.constantFrom(" ", "a\nb", '"<img src=x>', "\xff\xfe", "\x1b[2J", "e".repeat(3_000), "\r\tx", "-bash");

const verb = <T extends unknown[]>(weight: number, what: string, ...rest: { [K in keyof T]: fc.Arbitrary<T[K]> }) => ({
  weight,
  arbitrary: fc.tuple(...rest).map((values) => [what, ...values] as StageCommand),
});

const command = fc.oneof(
  verb(4, "start", slot),
  verb(6, "fork", actor, slot),
  verb(7, "unshare", actor, types, isMapped),
  verb(4, "setns", actor, actor, type),
  verb(3, "kill", actor),
  verb(2, "hold", actor, actor, type),
  verb(1, "hold pin", actor, pin),
  verb(1, "drop", actor),
  verb(2, "pin", actor, type, pin, actor),
  verb(1, "unpin", pin),
  verb(1, "netns", fc.constantFrom("add", "add", "del"), fc.constantFrom("n1", "n<2>")),
  verb(1, "offset", actor, fc.integer({ min: -50, max: 5_000 })),
  verb(1, "hostname", actor, fc.constantFrom("h", "<h>\x1b", "\xe7\xbd\x91")),
  verb(1, "comm", actor, comm),
  verb(2, "exec", actor, argument, fc.constantFrom(0, 1, 1_000, 65_533)),
  verb(1, "thread", actor),
  verb(1, "zombie", actor),
  verb(1, "zombie of a thread", actor),
  verb(1, "reap", actor),
  verb(1, "chroot", actor),
);

/** A family in namespaces of its own, three generations of it, whatever then happens. */
const cast = fc.tuple(types, types).map(([outer, inner]): StageCommand[] => [
  ["start", 0],
  ["fork", 0, 1],
  ["unshare", 1, outer, 1],
  ["fork", 1, 2],
  ["unshare", 2, inner, 1],
  ["fork", 2, 3],
]);

/** Two acts, each of which is looked at. */
export const stageActs = fc.tuple(
  fc.tuple(cast, fc.array(command, { minLength: 3, maxLength: 12, size: "max" })).map((parts) => parts.flat()),
  fc.array(command, { minLength: 2, maxLength: 8, size: "max" }),
);
