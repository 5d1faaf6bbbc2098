import type { Locale } from "../../../lib/contract/ids.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { CgroupsChange } from "./cgroups-diff.ts";
import type { Resource } from "./cgroups-model.ts";
import { texts as en } from "./texts-en.ts";
import { texts as zh } from "./texts-zh.ts";

/** Every sentence and label of the Cgroups diagram in one language. */
export type CgroupsTexts = {
  title: string;
  subtitle: string;
  waiting: string;
  banner: Record<"v2" | "hybrid" | "v1", string>;
  omitted: (count: number) => string;
  group: string;
  root: string;
  resources: Record<Resource, string>;
  cores: (text: string) => string;
  noLimit: string;
  notHere: string;
  /** Beside a bar: whose limit it is. */
  ownLimit: string;
  limitOf: (path: string) => string;
  throttled: (percent: string) => string;
  killed: (count: number) => string;
  refused: (count: number) => string;
  processes: (count: number) => string;
  sentence: {
    group: (path: string, processes: string[], plumbing: number) => string;
    root: string;
    uses: (resource: Resource, amount: string) => string;
    unknown: string;
    own: (limit: string) => string;
    inherited: (limit: string, path: string) => string;
    unlimited: string;
    peak: (amount: string) => string;
    throttled: (percent: string) => string;
    killed: (count: number) => string;
    refused: (count: number) => string;
  };
  change: (change: CgroupsChange) => string;
  reason: (reason: Reason) => string;
  problems: (count: number) => string;
  columns: {
    path: string;
    processes: string;
    current: (resource: Resource) => string;
    limit: (resource: Resource) => string;
    events: string;
  };
};

export const cgroupsTexts = (locale: Locale): CgroupsTexts => (locale === "zh-CN" ? zh : en);
