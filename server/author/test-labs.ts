import { join } from "node:path";
import { createChoose, drawVars } from "../../lib/content/draw-vars.ts";
import { fillStep } from "../../lib/content/fill-step.ts";
import type { Lab, LabStep } from "../../lib/content/lab.ts";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { readLab } from "../../lib/content/read-lab.ts";
import { toSandboxProfile } from "../../lib/content/to-sandbox-profile.ts";
import type { VarValues } from "../../lib/contract/lab-vars.ts";
import type { HostFeature } from "../../lib/contract/sandbox.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import { inTurn } from "./in-turn.ts";
import { readLabsWithin } from "./labs-within.ts";
import type { OfferedImages } from "./offer-images.ts";
import { INSTANCE_SUBNET } from "./own-sandboxd.ts";
import { type Proof, proveStep } from "./prove-step.ts";
import { proveWrong } from "./prove-wrong.ts";
import { type Deed, recordWork } from "./record-work.ts";
import { isInShare, type Share, WHOLE } from "./share.ts";

export type TestReport = {
  passed: number;
  failed: number;
  /** Labs that need a kernel feature this host lacks: neither proven nor wrong. */
  unavailable: string[];
  /** Labs whose turn it was not to be proven step by step and with the wrong variants. */
  inOrderOnly: string[];
  /** In the order in which they are printed. */
  runs: TestRun[];
  /** Wall time of all in milliseconds. */
  ms: number;
};

export type TestRun = {
  lab: string;
  /** null: the lab could not be run at all. */
  step: string | null;
  /** "in order", "directly" or "wrong/NAME" */
  how: string;
  ms: number;
  /** What went wrong; null: it passed. */
  proof: Proof;
  deeds: Deed[];
};

export type TestOptions = {
  /** So many sandboxes at a time. */
  jobs?: number;
  /** Gets the images that labs require. */
  offer?: (requires: string[]) => Promise<OfferedImages>;
  /** What failed while other sandboxes shared the processor is proven once more when nothing else runs, and that counts. */
  again?: boolean;
  /** The labs of which each step is proven by itself too, and all of its wrong variants; the others are proven in order only. */
  share?: Share;
  /** What is under way, for who waits. */
  tell?: (line: string) => void;
};

/** Now and then on long work. */
const TELL_MS = 15_000;

/**
 * Proves every step of the named labs (or of all) on real sandboxes: one after the other as a learner goes, and each by itself: entered
 * directly, and with each of its wrong variants.
 */
export async function testLabs(
  client: SandboxdClient,
  labsDir: string,
  ids: string[],
  say: (line: string) => void,
  { jobs = 1, again = false, share = WHOLE, offer = noImages, tell = () => undefined }: TestOptions = {},
): Promise<TestReport> {
  const began = performance.now();
  const homes = new Map<string, string>();
  for (const { dir, curriculum } of await readLabsWithin(labsDir))
    for (const id of curriculum.folders) if (!homes.has(id)) homes.set(id, dir);
  const wanted = ids.length === 0 ? [...homes.keys()] : [...new Set(ids)];
  const host = await client.call("describeHost", {});
  const labs = await Promise.all(wanted.map((id) => readOne(homes.get(id), id)));
  const images = await offer(labs.flatMap(({ lab }) => lab?.requires ?? []));
  const report: TestReport = { passed: 0, failed: 0, unavailable: [], inOrderOnly: [], runs: [], ms: 0 };
  try {
    const features = [...host.features, ...images.features];
    const pieces = labs.flatMap((read, index) => toPieces(client, read, features, isInShare(index, share)));
    const failed: { piece: Piece; results: Result[] }[] = [];
    await withProgress(pieces, jobs, tell, (results, index) => {
      for (const result of results) record(report, result, say);
      if (results.some(isFailedStep)) failed.push({ piece: pieces[index]!, results });
    });
    for (const { piece, results } of again ? failed : []) {
      say(`once more, with nothing beside it: ${piece.name}`);
      withdraw(report, results);
      for (const result of await piece.work()) record(report, result, say);
    }
  } finally {
    await images.stop();
  }
  report.ms = Math.round(performance.now() - began);
  return report;
}

const noImages = async (): Promise<OfferedImages> => ({ features: [], stop: async () => undefined });

type ReadLab = { id: string; lab: Lab | null; problems: string[] };
type Result = { heading: string; inOrderOnly?: true } | { unavailable: string; reasons: string } | TestRun;
type Piece = { name: string; work: () => Promise<Result[]> };

async function readOne(home: string | undefined, id: string): Promise<ReadLab> {
  if (home === undefined) return { id, lab: null, problems: [`there is no lab ${id}: name one that npm run lab -- list shows.`] };
  const { lab, problems } = await readLab(join(home, id));
  return { id, lab, problems: problems.map(formatProblem) };
}

/** What is to be done for one lab. In order is one piece: each step begins where the one before ended. */
function toPieces(client: SandboxdClient, { id, lab, problems }: ReadLab, features: HostFeature[], whole: boolean): Piece[] {
  const known = (...results: Result[]): Piece => ({ name: id, work: async () => [{ heading: id }, ...results] });
  const failures = lab === null ? problems : whyNot(lab, features);
  if (lab === null || failures.length > 0) return [known(...failures.map((proof) => failedLab(id, proof)))];
  const missing = missingOf(lab, features);
  if (missing.length > 0) return [known({ unavailable: id, reasons: missing.map(reasonOf).join("; ") })];
  const [first, other] = drawTwice(lab);
  // The first step in order began in a new sandbox already: once more with the same values would prove nothing.
  const directly = (step: LabStep) => step !== lab.steps[0] || Object.keys(lab.vars).length > 0;
  const inOrder = { name: `${id} in order`, work: () => proveInOrder(client, lab, first) };
  if (!whole) return [{ name: id, work: async () => [{ heading: id, inOrderOnly: true }] }, inOrder];
  return [
    known(),
    inOrder,
    ...lab.steps
      .filter((step) => directly(step) || step.wrong.length > 0)
      .map((step) => ({ name: `${id}/${step.id} alone`, work: () => proveAlone(client, lab, step, other, directly(step)) })),
  ];
}

const neededBy = ({ steps }: Lab, { needs }: LabStep) => steps.filter(({ id }) => needs.includes(id));

const failedLab = (lab: string, proof: string): TestRun => ({ lab, step: null, how: "", ms: 0, proof, deeds: [] });

/** What makes the lab fail before anything is run: what the kernel lacks is nobody's fault, an image is ours to build. */
function whyNot(lab: Lab, features: HostFeature[]): string[] {
  const unknown = lab.requires.filter((need) => !features.some((feature) => feature.id === need));
  if (unknown.length > 0) {
    const known = features.map((feature) => feature.id).join(", ");
    return [`requires names no known feature: ${unknown.join(", ")}; known are ${known}`];
  }
  const missing = missingOf(lab, features);
  if (!missing.some((feature) => feature.id.startsWith("image:"))) return [];
  return [`its images could not be had: ${missing.map(reasonOf).join("; ")}`];
}

const missingOf = (lab: Lab, features: HostFeature[]) =>
  features.filter((feature) => lab.requires.includes(feature.id) && !feature.available);
const reasonOf = (feature: HostFeature) => `${feature.id}: ${feature.reason ?? "not there"}`;

/** Networks that the sandboxes of this run, or an engine in them, have a route to. */
const TAKEN = [INSTANCE_SUBNET, "172.17.0.0/16"];

/** The values of two people who share none: in order a step is proven with the first's, entered directly with the second's. */
export function drawTwice({ id, vars }: Pick<Lab, "id" | "vars">): [VarValues, VarValues] {
  const drawn = (person: number) => drawVars(vars, createChoose(new Uint8Array(), `lab test ${person}`, id), TAKEN);
  const first = drawn(0);
  const other = (name: string): string | number => {
    for (let person = 1; ; person++) {
      const value = drawn(person)[name]!;
      if (value !== first[name]) return value;
    }
  };
  return [first, Object.fromEntries(Object.keys(vars).map((name) => [name, other(name)]))];
}

async function proveInOrder(client: SandboxdClient, lab: Lab, values: VarValues): Promise<TestRun[]> {
  const runs: TestRun[] = [];
  await withSandbox(client, lab, async (sandbox) => {
    for (const step of lab.steps) {
      const { client: own, deeds } = recordWork(client, step, values);
      const entered = step === lab.steps[0] ? "first" : "in order";
      const { proof, ms } = await timed(() => proveStep(own, sandbox, step, entered, values));
      runs.push({ lab: lab.id, step: step.id, how: "in order", ms, proof, deeds });
    }
    return null;
  }).catch((error: Error) => {
    runs.push({ lab: lab.id, step: lab.steps[0]!.id, how: "in order", ms: 0, proof: error.message, deeds: [] });
  });
  return runs;
}

/**
 * A step by itself: entered directly in a new sandbox, and then, in the same one, each of its wrong variants, as somebody has it who gets a
 * step wrong again and again and starts it over each time. A variant that fails where something was before it is proven once more where
 * nothing was: what the others left is not its fault.
 */
async function proveAlone(
  client: SandboxdClient,
  lab: Lab,
  step: LabStep,
  values: VarValues,
  directly: boolean,
): Promise<TestRun[]> {
  const needed = neededBy(lab, step);
  const filled = fillStep(step, values);
  const prove = async (how: string, proof: (own: SandboxdClient) => Promise<Proof>): Promise<TestRun> => {
    const { client: own, deeds } = recordWork(client, step, values, needed);
    const timing = await timed(() => proof(own));
    return { lab: lab.id, step: step.id, how, ...timing, deeds };
  };
  const enter = (sandbox: string) => prove("directly", (own) => proveStep(own, sandbox, step, "directly", values, needed));
  const wrong = (variant: string, within: (use: (sandbox: string) => Promise<Proof>) => Promise<Proof>) =>
    prove(`wrong/${variant}`, (own) => within((sandbox) => proveWrong(own, sandbox, filled, { variant, values })));

  const runs: TestRun[] = [];
  const died = await withSandbox(client, lab, async (sandbox) => {
    if (directly) runs.push(await enter(sandbox));
    for (const { name } of step.wrong) runs.push(await wrong(name, (use) => use(sandbox)));
    return null;
  }).catch((error: Error) => error.message);
  const untouched = runs[0]?.how;
  if (directly && runs.length === 0) runs.push(await prove("directly", () => Promise.resolve(died)));
  for (const { name } of step.wrong) {
    const how = `wrong/${name}`;
    const index = runs.findIndex((run) => run.how === how);
    if (index >= 0 && (runs[index]!.proof === null || how === untouched)) continue;
    runs.splice(index >= 0 ? index : runs.length, 1, await wrong(name, (use) => withSandbox(client, lab, use)));
  }
  return runs;
}

async function withSandbox(client: SandboxdClient, lab: Lab, use: (sandbox: string) => Promise<Proof>): Promise<Proof> {
  const { id } = await client.call("createSandbox", { owner: "lab-test", purpose: lab.id, profile: toSandboxProfile(lab) });
  try {
    if (lab.files.length > 0) await client.call("putFiles", { sandbox: id, files: lab.files });
    return await use(id);
  } finally {
    await client.call("destroySandbox", { sandbox: id });
  }
}

async function timed(prove: () => Promise<Proof>): Promise<{ proof: Proof; ms: number }> {
  const began = performance.now();
  const proof = await prove().catch((error: Error) => error.message);
  return { proof, ms: Math.round(performance.now() - began) };
}

function record(report: TestReport, result: Result, say: (line: string) => void): void {
  if ("heading" in result) {
    say(result.heading);
    if (result.inOrderOnly) report.inOrderOnly.push(result.heading);
    return;
  }
  if ("unavailable" in result) {
    report.unavailable.push(result.unavailable);
    say(`  unavailable  not proven, this host cannot run it: ${result.reasons}`);
    return;
  }
  const { step, how, ms, proof } = result;
  report.runs.push(result);
  report[proof === null ? "passed" : "failed"]++;
  const name = step === null ? "" : `${step} ${how} (${ms} ms)`;
  say(proof === null ? `  passed  ${name}` : `  failed  ${step === null ? proof : `${name}: ${proof}`}`);
}

const isFailedStep = (result: Result): boolean => "proof" in result && result.step !== null && result.proof !== null;

/** As if it had not been recorded. */
function withdraw(report: TestReport, results: readonly Result[]): void {
  for (const result of results) {
    if (!("proof" in result)) continue;
    report.runs.splice(report.runs.indexOf(result), 1);
    report[result.proof === null ? "passed" : "failed"]--;
  }
}

async function withProgress(
  pieces: Piece[],
  jobs: number,
  tell: (line: string) => void,
  take: (results: Result[], index: number) => void,
) {
  const running = new Map<string, number>();
  let done = 0;
  const timer = setInterval(() => {
    const names = [...running].map(([name, since]) => `${name} (${Math.round((performance.now() - since) / 1000)} s)`);
    tell(`... ${done} of ${pieces.length} pieces done; under way: ${names.join(", ")}`);
  }, TELL_MS);
  const watched = pieces.map(({ name, work }) => async () => {
    running.set(name, performance.now());
    try {
      return await work();
    } finally {
      running.delete(name);
      done++;
    }
  });
  try {
    await inTurn(watched, jobs, take);
  } finally {
    clearInterval(timer);
  }
}
