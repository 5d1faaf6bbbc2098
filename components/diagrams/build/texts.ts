import type { Locale } from "../../../lib/contract/ids.ts";
import type { DockerBuildStep } from "../../../lib/contract/kernel/docker-build.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { BuildChange } from "./build-diff.ts";
import { texts as en } from "./texts-en.ts";
import { texts as zh } from "./texts-zh.ts";

type State = DockerBuildStep["state"];

/** Every sentence and label of the Image build diagram in one language. */
export type BuildTexts = {
  title: string;
  subtitle: string;
  waiting: string;
  emptyTitle: string;
  emptyText: string;
  unreadSteps: string;
  tabs: string;
  time: (unixMs: number) => string;
  summary: (build: { cached: number; all: number; compared: number | null }) => string;
  running: (pid: number) => string;
  stage: (name: string) => string;
  broke: string;
  brokeBefore: string;
  state: Record<State, string>;
  seconds: (ms: number) => string;
  noBytes: string;
  sentence: Record<State | "runs" | "told", string> & { broke: (word: string) => string; bytes: (bytes: number) => string };
  change: (change: BuildChange) => string;
  reason: (reason: Reason) => string;
  problems: (count: number) => string;
  columns: { step: string; state: string; time: string; size: string; line: string };
};

export const buildTexts = (locale: Locale): BuildTexts => (locale === "zh-CN" ? zh : en);
