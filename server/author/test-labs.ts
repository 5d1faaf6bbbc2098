import { join } from "node:path";
import type { Lab, LabStep } from "../../lib/content/lab.ts";
import { formatProblem } from "../../lib/content/lab-problem.ts";
import { readCurriculum } from "../../lib/content/read-curriculum.ts";
import { readLab } from "../../lib/content/read-lab.ts";
import { toSandboxProfile } from "../../lib/content/to-sandbox-profile.ts";
import type { HostFeature } from "../../lib/contract/sandbox.ts";
import type { SandboxdClient } from "../../lib/wire/connect-sandboxd.ts";
import type { OfferedImages } from "./offer-images.ts";
import { type Proof, proveStep } from "./prove-step.ts";

export type TestReport = {
  passed: number;
  failed: number;
  /** Labs that need a kernel feature this host lacks: neither proven nor wrong. */
  unavailable: string[];
};

/**
 * Proves every step of the named labs (or of all) on real sandboxes: one after the other as a learner goes, and each entered directly. offer:
 * gets the images that they require.
 */
export async function testLabs(
  client: SandboxdClient,
  labsDir: string,
  ids: string[],
  say: (line: string) => void,
  offer: (requires: string[]) => Promise<OfferedImages> = noImages,
): Promise<TestReport> {
  const { folders } = await readCurriculum(labsDir);
  const wanted = ids.length === 0 ? folders : ids;
  const host = await client.call("describeHost", {});
  const images = await offer(
    await readRequires(
      labsDir,
      wanted.filter((id) => folders.includes(id)),
    ),
  );
  try {
    return await testEach(client, labsDir, { folders, wanted, features: [...host.features, ...images.features] }, say);
  } finally {
    await images.stop();
  }
}

const noImages = async (): Promise<OfferedImages> => ({ features: [], stop: async () => undefined });

async function readRequires(labsDir: string, ids: readonly string[]): Promise<string[]> {
  const labs = await Promise.all(ids.map((id) => readLab(join(labsDir, id))));
  return labs.flatMap(({ lab }) => lab?.requires ?? []);
}

async function testEach(
  client: SandboxdClient,
  labsDir: string,
  { folders, wanted, features }: { folders: string[]; wanted: string[]; features: HostFeature[] },
  say: (line: string) => void,
): Promise<TestReport> {
  const report: TestReport = { passed: 0, failed: 0, unavailable: [] };
  const fail = (line: string) => {
    report.failed++;
    say(`  failed  ${line}`);
  };
  for (const id of wanted) {
    say(id);
    if (!folders.includes(id)) {
      fail(`there is no lab ${id}: npm run lab -- list shows all.`);
      continue;
    }
    const { lab, problems } = await readLab(join(labsDir, id));
    if (lab === null) {
      for (const problem of problems) fail(formatProblem(problem));
      continue;
    }
    const unknown = lab.requires.filter((need) => !features.some((feature) => feature.id === need));
    if (unknown.length > 0) {
      fail(
        `requires names no known feature: ${unknown.join(", ")}; known are ${features.map((feature) => feature.id).join(", ")}`,
      );
      continue;
    }
    const missing = features.filter((feature) => lab.requires.includes(feature.id) && !feature.available);
    const reasons = missing.map((feature) => `${feature.id}: ${feature.reason ?? "not there"}`);
    // What the kernel lacks is nobody's fault; an image is ours to build.
    if (missing.some(({ id: feature }) => feature.startsWith("image:"))) {
      fail(`its images could not be had: ${reasons.join("; ")}`);
      continue;
    }
    if (missing.length > 0) {
      say(`  unavailable  not proven, this host cannot run it: ${reasons.join("; ")}`);
      report.unavailable.push(id);
      continue;
    }
    const record = (step: LabStep, how: string, ms: number, proof: Proof) => {
      if (proof === null) {
        report.passed++;
        say(`  passed  ${step.id} ${how} (${ms} ms)`);
      } else fail(`${step.id} ${how} (${ms} ms): ${proof}`);
    };
    await proveInOrder(client, lab, record);
    for (const step of lab.steps) {
      const { proof, ms } = await timed(() =>
        withSandbox(client, lab, (sandbox) => proveStep(client, sandbox, step, "directly")),
      );
      record(step, "directly", ms, proof);
    }
  }
  return report;
}

async function proveInOrder(
  client: SandboxdClient,
  lab: Lab,
  record: (step: LabStep, how: string, ms: number, proof: Proof) => void,
) {
  await withSandbox(client, lab, async (sandbox) => {
    for (const step of lab.steps) {
      const { proof, ms } = await timed(() => proveStep(client, sandbox, step, "in order"));
      record(step, "in order", ms, proof);
    }
    return null;
  }).catch((error: Error) => record(lab.steps[0]!, "in order", 0, error.message));
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
