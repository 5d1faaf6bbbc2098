import { join } from "node:path";
import { Command } from "commander";
import type { ImageState } from "../../../lib/contract/image-status.ts";
import { readSettings, type Settings } from "../../config.ts";
import { run } from "../../sandboxd/system/run.ts";
import { neededPackages } from "../debian/host-packages.ts";
import { installPackages } from "../debian/install-packages.ts";
import { LauncherError, toFailureText } from "../failure.ts";
import { print, step, toDuration } from "../steps.ts";
import { buildImages, readImageStates } from "./build-images.ts";
import { imagesDirectory } from "./image-store.ts";
import { toImageTable } from "./image-table.ts";
import { planImages, selectImages } from "./plan-images.ts";

const REPO = join(import.meta.dirname, "../../..");
const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => interrupt.abort());

const program = new Command("npm run images --")
  .description(
    "build the images that a sandbox's Docker finds offline (images/images.yaml); what is unchanged is not built again",
  )
  .argument("[name...]", "only these, and what they are made from")
  .option("--list", "what there is, what is built, how large it is", false)
  .option("--again", "build them anew, for newer Debian packages", false)
  .action(async (names: string[], { list, again }: { list: boolean; again: boolean }) => {
    const settings = readSettings();
    const all = await planImages(REPO);
    const wanted = selectImages(all, names);
    const states = list ? await readImageStates(settings, all) : await build(settings, all, wanted, again);
    console.log(toImageTable(states.filter(({ name }) => wanted.some((image) => image.name === name))));
    const bytes = await readDiskUse(imagesDirectory(settings.cache));
    if (bytes !== null) console.log(`on the disk: ${bytes} in ${imagesDirectory(settings.cache)}`);
    if (!list && states.some(({ state }) => state === "failed")) process.exitCode = 1;
  });

async function build(settings: Settings, ...[all, wanted, again]: [Plans, Plans, boolean]): Promise<ImageState[]> {
  if (process.getuid?.() !== 0) throw new LauncherError("building images needs root", "run it again with sudo; --list does not");
  const needed = new Set(["buildah", "mmdebstrap", "debian-archive-keyring", "util-linux"]);
  await installPackages(
    neededPackages("runc").filter(({ name }) => needed.has(name)),
    interrupt.signal,
  );
  const began = performance.now();
  const states = await buildImages(REPO, settings, all, wanted, {
    again,
    signal: interrupt.signal,
    onWait: () => print("  waiting for another build"),
    step: (image, work) => step(image.name, work),
  });
  print(`  in ${toDuration(performance.now() - began)}\n`);
  return states;
}
type Plans = Awaited<ReturnType<typeof planImages>>;

/** Hard links count once (du(1)); null where there is nothing yet. */
const readDiskUse = (directory: string) =>
  run("du", ["--human-readable", "--summarize", directory]).then(
    ({ stdout }) => stdout.split("\t")[0]!,
    () => null,
  );

try {
  await program.parseAsync();
} catch (error) {
  if (interrupt.signal.aborted) process.exitCode = 130;
  else {
    console.error(`\nGlassbox: ${toFailureText(error)}`);
    process.exitCode = 1;
  }
}
process.exit();
