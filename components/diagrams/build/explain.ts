import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import { type BuildModel, brokenStep, type OneBuild, runMark, stepMark } from "./build-model.ts";
import type { BuildTexts } from "./texts.ts";

/** The explanation of a step or of what runs, by its mark; null once it is gone. */
export function explainBuild(model: BuildModel, build: OneBuild | null, mark: string, t: BuildTexts): Explanation | null {
  const run = model.building.find(({ key }) => runMark(key) === mark);
  if (run)
    return {
      key: mark,
      title: visibleName(run.command),
      sentence: t.sentence.runs,
      evidence: {
        source: "/proc/PID/cgroup, /proc/PID/cmdline",
        command: `cat /proc/${run.pid}/cgroup`,
        raw: `${run.pid} ${visibleName(run.command)} /buildkit/${run.id}`,
        grade: "observed",
      },
    };
  const step = build?.info.steps?.find(({ key }) => stepMark(key) === mark);
  if (!step || !build) return null;
  const { info } = build;
  const file = info.file === "Dockerfile" ? "" : ` -f ${shellQuote(info.file)}`;
  const target = info.target === null ? "" : ` --target ${shellQuote(info.target)}`;
  const isBroken = brokenStep(info) === step;
  const sentences = [
    t.sentence[step.state],
    isBroken && step.state === "ran" ? t.sentence.broke(word(step.instruction)) : "",
    step.error === null ? "" : `${visibleName(step.error)}.`,
    step.bytes === null ? "" : t.sentence.bytes(step.bytes),
    t.sentence.told,
  ];
  return {
    key: mark,
    title: visibleName(step.name),
    sentence: sentences.filter(Boolean).join(" "),
    evidence: {
      source: `/var/lib/docker/buildkit/history.db, content/blobs/sha256/${info.log?.slice("sha256:".length, "sha256:".length + 12) ?? ""}…`,
      command: `docker build --progress=plain${file}${target} .`,
      raw: `${visibleName(step.name)} ${step.state === "cached" ? "CACHED" : step.state}${step.ms === null ? "" : ` ${(step.ms / 1000).toFixed(3)}s`}`,
      grade: "observed",
    },
  };
}

const word = (instruction: string): string => /^[A-Za-z]+/.exec(instruction)?.[0]?.toUpperCase() ?? "";
