import type { Locale } from "../../../lib/contract/ids.ts";
import type { NamespacePin, NamespaceType } from "../../../lib/contract/kernel/processes.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { NamespacesChange } from "./namespaces-diff.ts";
import { texts as en } from "./texts-en.ts";
import { texts as zh } from "./texts-zh.ts";

/** Every sentence and label of the Namespaces diagram in one language. */
export type NamespacesTexts = {
  title: string;
  subtitle: string;
  waiting: string;
  emptyTitle: string;
  emptyText: string;
  hidden: (count: number) => string;
  show: string;
  hide: string;
  plumbingShown: string;
  omitted: (count: number) => string;
  types: Record<NamespaceType, string>;
  isolates: Record<NamespaceType, string>;
  own: string;
  /** A process by its number and command. */
  process: (pid: number, command: string) => string;
  lab: string;
  pidColumn: (level: number) => string;
  command: string;
  noProcess: string;
  row: {
    sentence: (pids: number[], command: string) => string;
    nested: (pids: number[]) => string;
    differs: (names: string[]) => string;
    same: string;
    zombie: string;
    lab: string;
  };
  chip: {
    title: (type: string, name: string) => string;
    initial: (type: string) => string;
    own: (type: string, members: number) => string;
    hostname: (name: string) => string;
    uidMap: (lines: string) => string;
    offsets: (seconds: number) => string;
    kept: (pins: string[]) => string;
  };
  frame: (name: string) => string;
  pin: (pin: NamespacePin, by: string) => string;
  morePins: (count: number) => string;
  change: (change: NamespacesChange) => string;
  reason: (reason: Reason) => string;
  problems: (count: number) => string;
  processesTable: string;
  namespacesTable: string;
  columns: {
    outside: string;
    inside: string;
    command: string;
    shared: string;
    type: string;
    name: string;
    inode: string;
    members: string;
    kept: string;
    parent: string;
    owner: string;
  };
};

export const namespacesTexts = (locale: Locale): NamespacesTexts => (locale === "zh-CN" ? zh : en);
