import fc from "fast-check";
import { quote } from "../../oracle/sandbox-shell.ts";

/** Directories of a bench: hostile to every parser of mount options. */
export const LOWERS = ["l 1", "l:2", "l\\3", "l,4"];
export const UPPER = "up,per\n\\d";
const WORK = "wo rk";
const MOUNTPOINTS = ["merged", "mer ged\ttwo", "mer\\040ged"];
const ODD_NAMES = [
  "sp ace",
  "q'uo\"te",
  "new\nline",
  "-dash",
  "\xc3\xbc\xe6\x96\x87",
  "b\\x",
  "\xff\xfe",
  "__proto__",
  "e".repeat(255),
];

/** Where an overlay of a bench is mounted now. */
export type Mounted = { at: string; lowers: number[]; hasUpper: boolean; userxattr: boolean };
/** A bench is a directory with four lowers, an upper, a work directory and mount points. */
export type Bench = { name: string; mounted: Mounted | null };
export type Model = { benches: Bench[] };
/** Commands only write bash; it runs in one go. */
export type Script = { lines: string[] };

type Command = fc.Command<Model, Script>;

// Few names, so that commands meet; one odd name in eight.
const name = fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom("a", "b", "d") },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_NAMES) },
);
const path = fc
  .oneof(
    { weight: 3, arbitrary: fc.tuple(name) },
    { weight: 3, arbitrary: fc.tuple(name, name) },
    { weight: 1, arbitrary: fc.tuple(name, name, name) },
  )
  .map((parts) => parts.join("/"));
const bench = fc.constantFrom(0, 1);

function command(name: string, check: (model: Model) => boolean, run: (model: Model) => string): Command {
  return {
    check,
    run(model, script) {
      script.lines.push(`{ ${run(model)}; } 2>/dev/null || true`);
    },
    toString: () => name.replace(/e{255}/g, "e*255"),
  };
}

/** Puts a file that says which layer it lies in. Only while nothing is mounted: a mounted overlay forbids it. */
const put = fc
  .tuple(bench, fc.constantFrom(...LOWERS.keys(), "upper" as const), path, fc.boolean())
  .map(([index, layer, file, asDirectory]) =>
    command(
      `put ${layer} ${file}`,
      (model) => model.benches[index]!.mounted === null,
      (model) => {
        const directory = `${model.benches[index]!.name}/${layer === "upper" ? UPPER : LOWERS[layer]}`;
        const target = quote(`${directory}/${file}`);
        if (asDirectory) return `mkdir -p ${target}`;
        return `mkdir -p ${quote(`${directory}/${file}`.replace(/\/[^/]*$/, ""))} && printf '%s\\n' ${quote(`${layer === "upper" ? "upper" : `lower${layer}`}:${file}`.replaceAll("\n", " "))} > ${target}`;
      },
    ),
  );

const escapeLower = (text: string) => text.replace(/[\\:]/g, "\\$&");
const escapePath = (text: string) => text.replace(/\\/g, "\\\\");

const mount = fc
  .record({
    index: bench,
    lowers: fc.shuffledSubarray([...LOWERS.keys()], { minLength: 1 }),
    style: fc.constantFrom("colons", "plus", "relative"),
    readOnly: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    userxattr: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
    at: fc.constantFrom(...MOUNTPOINTS),
  })
  .map(({ index, lowers, style, readOnly, userxattr, at }) => {
    const order = lowers.length === 1 && readOnly ? [lowers[0]!, (lowers[0]! + 1) % LOWERS.length] : lowers;
    return command(
      `mount ${order} ${style} at ${at}`,
      (model) => model.benches[index]!.mounted === null,
      (model) => {
        const one = model.benches[index]!;
        one.mounted = { at: `${one.name}/${at}`, lowers: order, hasUpper: !readOnly, userxattr };
        const base = style === "relative" ? "" : `${one.name}/`;
        const options = [
          ...(style === "plus"
            ? order.map((lower) => `lowerdir+="${base}${LOWERS[lower]}"`)
            : [`lowerdir="${order.map((lower) => escapeLower(base + LOWERS[lower])).join(":")}"`]),
          ...(readOnly ? [] : [`upperdir="${escapePath(base + UPPER)}"`, `workdir="${escapePath(base + WORK)}"`]),
          ...(userxattr ? ["userxattr"] : []),
        ];
        return `(cd ${quote(one.name)} && mount -t overlay ${quote("a source")} -o ${quote(options.join(","))} ${quote(`${one.name}/${at}`)}) || echo MOUNT FAILED ${quote(options.join(","))}`;
      },
    );
  });

const umount = bench.map((index) =>
  command(
    "umount",
    (model) => model.benches[index]!.mounted !== null,
    (model) => {
      const { at } = model.benches[index]!.mounted!;
      model.benches[index]!.mounted = null;
      return `umount ${quote(at)} || echo UMOUNT FAILED`;
    },
  ),
);

/** What a student does in merged. */
const work = fc
  .tuple(
    bench,
    path,
    path,
    fc.constantFrom("write", "append", "rm", "rm -r", "rm -r; mkdir", "mkdir", "mv", "chmod", "ln -s", "ln", "mkfifo"),
  )
  .map(([index, a, b, what]) =>
    command(
      `${what} ${a} ${b}`,
      (model) => model.benches[index]!.mounted !== null,
      (model) => {
        const at = model.benches[index]!.mounted!.at;
        const [one, two] = [quote(`${at}/${a}`), quote(`${at}/${b}`)];
        switch (what) {
          case "write":
            // A pipe without a reader would wait for ever.
            return `[ -p ${one} ] || printf 'merged\\n' > ${one}`;
          case "append":
            return `[ -p ${one} ] || printf 'more\\n' >> ${one}`;
          case "rm":
            return `rm -f ${one}`;
          case "rm -r":
            return `rm -rf ${one}`;
          case "rm -r; mkdir":
            return `rm -rf ${one}; mkdir ${one}`;
          case "mkdir":
            return `mkdir -p ${one}`;
          case "mv":
            return `mv -f ${one} ${two}`;
          case "chmod":
            return `chmod 0711 ${one}`;
          case "ln -s":
            return `ln -sfn ${quote(`../${b}`)} ${one}`;
          case "ln":
            return `ln -f ${one} ${two}`;
          default:
            return `mkfifo ${one}`;
        }
      },
    ),
  );

/** Sequences that fill layers first, then mount, work, unmount and mount elsewhere. */
export const overlayCommands = fc
  .tuple(
    fc.array(put, { minLength: 4, maxLength: 20, size: "max" }),
    fc.tuple(mount, mount),
    fc.array(fc.oneof(mount, umount, put, ...Array.from({ length: 9 }, () => work)), {
      minLength: 8,
      maxLength: 36,
      size: "max",
    }),
  )
  .map((parts) => parts.flat());

export const createBench = (name: string): string =>
  `mkdir -p ${[...LOWERS, UPPER, WORK, ...MOUNTPOINTS].map((directory) => quote(`${name}/${directory}`)).join(" ")}`;
