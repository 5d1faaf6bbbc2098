import { readFile, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { readLab } from "../../../lib/content/read-lab.ts";
import { readSettings } from "../../config.ts";
import { buildPages } from "../../launcher/pages/build-pages.ts";
import { prepareHost, prepareRootfs } from "../../launcher/prepare-host.ts";
import { answersAt, untilReady } from "../../launcher/services/ready.ts";
import { keepAlive } from "../../launcher/services/service.ts";
import { type Account, toServiceEnv, toWebSpec } from "../../launcher/services/service-specs.ts";
import { ensureStateDirectories } from "../../launcher/state-directories.ts";
import { step } from "../../launcher/steps.ts";
import { ensureSystemUser } from "../../launcher/system-user.ts";
import { offerImages } from "../offer-images.ts";
import { startOwnSandboxd } from "../own-sandboxd.ts";
import { toPreviewInstance } from "./preview-instance.ts";

const REPO = join(import.meta.dirname, "../../..");
const READY_MS = 60_000;
const WEB_STOP_MS = 10_000;

export type PreviewOptions = {
  labsDir: string;
  /** On 127.0.0.1; the next one is for previews of the sandbox's ports. */
  port: number;
  say: (line: string) => void;
  signal: AbortSignal;
};

/**
 * Shows a lab to its author in an instance of its own until the signal, or names the address where one runs already.
 * @returns what it left behind on the host: nothing, or a bug
 * @throws Error with a cure when the lab or the folder is not there, or the instance cannot start
 */
export async function previewLab(id: string, { labsDir, port, say, signal }: PreviewOptions): Promise<string[]> {
  await requireLab(labsDir, id);
  const instance = toPreviewInstance(port);
  const running = await findRunning(instance.GLASSBOX_STATE, labsDir);
  if (running !== null) {
    say(`a preview of this folder runs already:  ${running}/lab/${id}`);
    return [];
  }
  const environment = { ...process.env, ...instance };
  const settings = readSettings(environment);
  await prepareHost(REPO, settings, [], signal);
  await prepareRootfs(REPO, settings, signal);
  await step("pages", (tell) => buildPages(REPO, tell, signal));
  const user = await ensureSystemUser();
  const account = await chooseAccount(labsDir, user);
  await ensureStateDirectories(settings, user.gid, account);
  const sandboxd = await startOwnSandboxd(
    instance,
    "another preview is starting or ending on this machine: try again in a moment.",
  );
  const inRepo = relative(REPO, labsDir);
  const program = [
    "server/web/author-main.ts",
    inRepo.startsWith("..") ? labsDir : inRepo,
    relative(process.cwd(), labsDir) || ".",
  ];
  const web = keepAlive(toWebSpec(REPO, settings, account, toServiceEnv(settings, environment, "production"), program));
  const left: string[] = [];
  let images: Promise<{ stop(): Promise<void> } | null> | undefined;
  try {
    const address = `http://127.0.0.1:${port}`;
    await step("web", () => untilReady(web, () => answersAt(`${address}/healthz`), READY_MS, signal));
    await writeFile(noteOf(settings.state), JSON.stringify({ address, labsDir }));
    say(`\n  ${address}/lab/${id}\n  What you save shows by itself. Ctrl-C ends it and leaves nothing behind.\n`);
    const { lab } = await readLab(join(labsDir, id));
    images = offerImages(settings, lab?.requires ?? [], signal).catch((error: Error) => {
      if (!signal.aborted) say(`the lab's images could not be had: ${error.message}`);
      return null;
    });
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await (await images)?.stop();
    await web.stop("SIGTERM", WEB_STOP_MS);
    left.push(...(await sandboxd.stop()));
  }
  return left;
}

async function requireLab(labsDir: string, id: string): Promise<void> {
  const isFolder = await stat(join(labsDir, id)).then(
    (info) => info.isDirectory(),
    () => false,
  );
  if (!isFolder || id.includes("/"))
    throw new Error(`there is no lab ${id} in ${labsDir}: npm run lab -- list shows all, npm run lab -- new ${id} makes it.`);
}

const noteOf = (state: string): string => `${state}/preview.json`;

/** The address of a preview that answers. @throws Error when it shows another folder */
async function findRunning(state: string, labsDir: string): Promise<string | null> {
  const note = await readFile(noteOf(state), "utf8").then(JSON.parse, () => null);
  if (note === null || !(await answersAt(`${note.address}/healthz`))) return null;
  if (note.labsDir !== labsDir)
    throw new Error(`a preview of ${note.labsDir} runs on this machine: end it first (Ctrl-C there).`);
  return note.address;
}

/** Who web runs as: the folder's owner, who may read it wherever it is; the system user where that is root. */
async function chooseAccount(labsDir: string, user: Account): Promise<Account> {
  const { uid } = await stat(labsDir);
  return { uid: uid === 0 ? user.uid : uid, gid: user.gid };
}
