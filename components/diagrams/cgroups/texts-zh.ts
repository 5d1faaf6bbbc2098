import { reasonInChinese } from "../frame/reasons-zh.ts";
import { amountText } from "./amounts.ts";
import type { CgroupsTexts } from "./texts.ts";

const cores = (text: string) => `${text} 核`;
const RESOURCE = { memory: "内存", cpu: "CPU", pids: "进程数" } as const;
/** Between Chinese words, with the spaces that a Latin one takes. */
const WITHIN = { ...RESOURCE, cpu: " CPU " } as const;

export const texts: CgroupsTexts = {
  title: "控制组",
  subtitle: "条满了就是到了上限。真正起作用的，是通往根的路上最低的那个上限。",
  waiting: "正在等待第一次读取内核。",
  banner: {
    v2: "这台主机使用 cgroup v2：所有资源共用一棵树。",
    hybrid: "这台主机同时有 cgroup v1 和 v2：每种资源各有一棵树。",
    v1: "这台主机使用 cgroup v1：每种资源各有一棵树。",
  },
  omitted: (count) => `另有 ${count} 个组没有显示。`,
  group: "组",
  root: "/（实验给出的上限）",
  resources: { memory: "内存", cpu: "CPU", pids: "进程数" },
  cores,
  noLimit: "无上限",
  notHere: "不在这棵树里",
  ownLimit: "自己的上限",
  limitOf: (path) => `${path} 的上限`,
  throttled: (percent) => `受限 ${percent}`,
  killed: (count) => `✕ 杀死 ${count}`,
  refused: (count) => `✕ 拒绝 ${count}`,
  processes: (count) => `${count} 个进程`,
  sentence: {
    group: (path, processes, plumbing) =>
      `${path} 里${processes.length === 0 ? "没有你的进程" : `有 ${processes.join("、")}`}${plumbing > 0 ? `，另有 ${plumbing} 个实验系统进程` : ""}。`,
    root: "这里是你可以划分的根。它的上限由实验设定，高于你建立的一切。",
    uses: (resource, amount) => `现在使用的${WITHIN[resource].trimEnd()}：${amount}。`,
    unknown: "现在用了多少还不知道。",
    own: (limit) => `它自己的上限是 ${limit}，起作用的就是这个。`,
    inherited: (limit, path) => `起作用的是 ${path} 的上限：${limit}。上限从根往下逐级生效，最低的算数。`,
    unlimited: "没有上限。",
    peak: (amount) => `最多用到过 ${amount}。`,
    throttled: (percent) => `最近的周期里有 ${percent} 用完了配额，只能等待。`,
    killed: (count) => `因为碰到内存上限，有 ${count} 个进程被杀死。`,
    refused: (count) => `因为到了上限，有 ${count} 次创建进程被拒绝。`,
  },
  change: (change) => {
    const { group } = change;
    switch (change.kind) {
      case "made":
        return `建立了组 ${group}`;
      case "gone":
        return `删除了组 ${group}`;
      case "limited":
        return `${group} 的${WITHIN[change.resource]}上限设为 ${amountText(change.resource, change.limit, cores)}`;
      case "unlimited":
        return `${group} 不再有自己的${WITHIN[change.resource]}上限`;
      case "oom-kill":
        return `${group} 里有 ${change.count} 个进程碰到内存上限，被杀死`;
      case "refused":
        return `${group} 里有 ${change.count} 次创建进程被拒绝：进程数到了上限`;
      case "entered":
        return `${change.command} 进入了 ${group}`;
      case "left":
        return `${change.command} 已不在 ${group}`;
    }
  },
  reason: reasonInChinese,
  problems: (count) => `有 ${count} 项没能读取`,
  columns: {
    path: "组",
    processes: "进程",
    current: (resource) => `${WITHIN[resource].trimStart()}现在`,
    limit: (resource) => `${WITHIN[resource].trimStart()}起作用的上限`,
    events: "事件",
  },
};
