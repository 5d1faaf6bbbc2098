import { amountText } from "./amounts.ts";
import type { CgroupsTexts } from "./texts.ts";

const cores = (text: string) => `${text} ${text === "1" ? "core" : "cores"}`;
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const RESOURCE = { memory: "memory", cpu: "CPU", pids: "processes" } as const;

export const texts: CgroupsTexts = {
  title: "Control groups",
  subtitle: "A full bar is at the limit. The limit that counts is the lowest on the way up to the root.",
  waiting: "Waiting for the first reading of the kernel.",
  banner: {
    v2: "This host has cgroup v2: one tree for everything.",
    hybrid: "This host has cgroup v1 beside v2: each resource has a tree of its own.",
    v1: "This host has cgroup v1: each resource has a tree of its own.",
  },
  omitted: (count) => `${count} more groups are not shown.`,
  group: "group",
  root: "/ (what the lab allows)",
  resources: { memory: "memory", cpu: "cpu", pids: "pids" },
  cores,
  noLimit: "no limit",
  notHere: "not in this tree",
  ownLimit: "its own limit",
  limitOf: (path) => `limit of ${path}`,
  throttled: (percent) => `throttled ${percent}`,
  killed: (count) => `✕ ${count} killed`,
  refused: (count) => `✕ ${count} refused`,
  processes: (count) => plural(count, "process", "processes"),
  sentence: {
    group: (path, processes, plumbing) =>
      `${path} holds ${processes.length === 0 ? "no process of yours" : processes.join(", ")}${plumbing > 0 ? `, and ${plural(plumbing, "process", "processes")} of the lab` : ""}.`,
    root: "This is the root of what you may divide. Its limits were set by the lab, above anything you make.",
    uses: (resource, amount) => `It uses ${amount} of ${RESOURCE[resource]} now.`,
    unknown: "What it uses is not known yet.",
    own: (limit) => `Its own limit is ${limit}, and that is what binds it.`,
    inherited: (limit, path) =>
      `What binds it is the limit of ${path}: ${limit}. Limits add up from the root down; the lowest counts.`,
    unlimited: "Nothing limits it.",
    peak: (amount) => `At most it has used ${amount}.`,
    throttled: (percent) => `In ${percent} of the last periods it ran out of its quota and had to wait.`,
    killed: (count) => `${plural(count, "process was", "processes were")} killed because the memory limit left no room.`,
    refused: (count) => `${plural(count, "fork was", "forks were")} refused because the limit was reached.`,
  },
  change: (change) => {
    const { group } = change;
    switch (change.kind) {
      case "made":
        return `The group ${group} was made`;
      case "gone":
        return `The group ${group} was removed`;
      case "limited":
        return `${group} is limited to ${amountText(change.resource, change.limit, cores)} of ${RESOURCE[change.resource]}`;
      case "unlimited":
        return `${group} has no limit of its own on ${RESOURCE[change.resource]} any more`;
      case "oom-kill":
        return `${plural(change.count, "process", "processes")} in ${group} hit the memory limit and ${change.count === 1 ? "was" : "were"} killed`;
      case "refused":
        return `${plural(change.count, "fork was", "forks were")} refused in ${group}: the limit on processes is reached`;
      case "entered":
        return `${change.command} entered ${group}`;
      case "left":
        return `${change.command} is no longer in ${group}`;
    }
  },
  reason: ({ text }) => text,
  problems: (count) => `${plural(count, "thing", "things")} could not be read`,
  columns: {
    path: "group",
    processes: "processes",
    current: (resource) => `${RESOURCE[resource]} now`,
    limit: (resource) => `${RESOURCE[resource]} limit that binds`,
    events: "events",
  },
};
