import { expect, it } from "vitest";
import type { DockerBuild, DockerBuildStep } from "../../../lib/contract/kernel/docker-build.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";
import { diffBuilds } from "./build-diff.ts";
import { layoutBuild } from "./build-layout.ts";
import { stepMark, toBuildModel } from "./build-model.ts";
import { explainBuild } from "./explain.ts";
import { buildTexts } from "./texts.ts";

const step = (instruction: string, state: DockerBuildStep["state"], more: Partial<DockerBuildStep> = {}): DockerBuildStep => ({
  key: `step-${more.stage ?? ""}|${instruction}|1`,
  name: `[1/4] ${instruction}`,
  stage: "",
  number: 1,
  of: 4,
  instruction,
  state,
  ms: state === "ran" ? 500 : null,
  bytes: null,
  error: null,
  ...more,
});
const build = (key: string, states: string, more: Partial<DockerBuild> = {}): DockerBuild => {
  const names = ["FROM bb:1", "COPY deps .", "RUN install", "COPY . ."];
  const words = { b: "base", c: "cached", r: "ran", f: "failed" } as const;
  const steps = [...states].map((letter, at) => step(names[at]!, words[letter as keyof typeof words]));
  const broke = steps.findIndex(({ state }) => state === "ran" || state === "failed");
  return {
    key,
    ref: key,
    file: "Dockerfile",
    target: null,
    startedAt: 1,
    endedAt: 2,
    error: null,
    image: null,
    names: ["app:latest"],
    steps,
    broke: broke < 0 ? null : broke,
    log: `sha256:${"0".repeat(64)}`,
    ...more,
  };
};
const view = (builds: DockerBuild[], more: { building?: object[] } = {}): KernelView =>
  ({ revision: 1, docker: { builds, building: [], omitted: { builds: 0 }, ...more } }) as unknown as KernelView;
const model = (...builds: DockerBuild[]) => toBuildModel(view(builds))!;
const t = buildTexts("en");
const first = build("1", "brrr");
const dependencies = build("2", "brrr");
const source = build("3", "bccr");

it("the line lies between what was cached and what ran, and says where it lay before", () => {
  const [newest] = model(source, first).builds;
  const { steps, broke, brokeBefore } = layoutBuild(newest!, [], 700);
  const [, deps, install, copy] = steps.map(({ y }) => y);
  expect(broke).toBeGreaterThan(install!);
  expect(broke).toBeLessThan(copy!);
  expect(brokeBefore).toBeLessThan(deps!);
});

it("where it breaks at the same step again there is one line, and none where all is cached", () => {
  expect(layoutBuild(model(dependencies, first).builds[0]!, [], 700)).toMatchObject({
    broke: expect.any(Number),
    brokeBefore: null,
  });
  expect(layoutBuild(model(build("4", "bccc"), source).builds[0]!, [], 700)).toMatchObject({ broke: null });
});

it("no two marks share a place, and the same step is the same mark in each build", () => {
  const [newest, older] = model(source, first).builds;
  const one = layoutBuild(newest!, [], 700);
  expect(new Set(one.stops.map(({ row }) => row)).size).toBe(4);
  expect(one.steps.map(({ mark }) => mark)).toEqual(layoutBuild(older!, [], 700).steps.map(({ mark }) => mark));
});

it("stages have headings only where there are several", () => {
  const steps = [step("FROM a", "base", { stage: "made" }), step("COPY --from=made", "ran", { stage: "stage-1" })];
  const several = layoutBuild(model(build("1", "b", { steps, broke: 1 })).builds[0]!, [], 700);
  expect(several.stages.map(({ stage }) => stage)).toEqual(["made", "stage-1"]);
  expect(layoutBuild(model(first).builds[0]!, [], 700).stages).toEqual([]);
});

it("a build is compared with one of the same file only", () => {
  const other = build("0", "brrr", { file: "Other" });
  expect(model(source, other).builds[0]!.previous).toBeNull();
  expect(model(source, other, first).builds[0]!.previous?.key).toBe("1");
});

it("changes are told: built, where the cache breaks and broke before, failed, all cached, forgotten", () => {
  const say = (a: DockerBuild[], b: DockerBuild[]) => diffBuilds(model(...a), model(...b), 2).map(t.change);
  expect(say([first], [source, first])).toEqual([
    "app:latest was built, 2 of 3 steps from the cache, which breaks at COPY . .; before, at COPY deps .",
  ]);
  expect(say([], [build("5", "bccc")])).toEqual(["app:latest was built, all of 3 steps from the cache"]);
  expect(say([], [build("6", "bf", { error: "no", names: [] })])).toEqual(["The build of Dockerfile failed at COPY deps ."]);
  expect(say([first, source], [])).toEqual(["2 builds are not written down any more"]);
  expect(say([first], [first])).toEqual([]);
});

it("what runs now is told with its process, and explained without guessing which step it is", () => {
  const run = { key: "build-run-x", id: "x", process: "p", pid: 822, command: "sleep 6" };
  const now = toBuildModel(view([], { building: [run] }))!;
  expect(diffBuilds(model(), now, 2).map(t.change)).toEqual(["A build runs sleep 6"]);
  expect(explainBuild(now, null, "run|build-run-x", t)!.evidence.command).toBe("cat /proc/822/cgroup");
  expect(layoutBuild(null, now.building, 700).runs).toHaveLength(1);
});

it("a step is explained with the command that shows the same", () => {
  const one = model(build("7", "bccr", { file: "My file", target: "made" }));
  const explanation = explainBuild(one, one.builds[0]!, stepMark(source.steps![3]!.key), t)!;
  expect(explanation.evidence.command).toBe("docker build --progress=plain -f 'My file' --target made .");
  expect(explanation.sentence).toContain("a file that it copies has changed");
});
