import type { Locale } from "../../../lib/contract/ids.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { MountsChange } from "./mounts-diff.ts";
import type { Propagation } from "./mounts-model.ts";
import { texts as en } from "./texts-en.ts";
import { texts as zh } from "./texts-zh.ts";

/** Every sentence and label of the Mounts diagram in one language. */
export type MountsTexts = {
  title: string;
  subtitle: string;
  waiting: string;
  emptyTitle: string;
  emptyText: string;
  tabs: string;
  own: string;
  hidden: (count: number) => string;
  plumbingShown: string;
  show: string;
  hide: string;
  bindOf: (path: string) => string;
  readOnly: string;
  covered: string;
  propagation: Record<Propagation, string>;
  propagationWhy: Record<Propagation, string>;
  sentence: {
    mount: (path: string, fsType: string, source: string) => string;
    bind: (path: string) => string;
    part: (root: string) => string;
    readOnly: string;
    covered: string;
    lab: string;
  };
  change: (change: MountsChange) => string;
  reason: (reason: Reason) => string;
  problems: (count: number) => string;
  columns: { path: string; type: string; source: string; propagation: string; options: string };
};

export const mountsTexts = (locale: Locale): MountsTexts => (locale === "zh-CN" ? zh : en);
