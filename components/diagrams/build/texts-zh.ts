import { bytesText } from "../cgroups/amounts.ts";
import { reasonInChinese } from "../frame/reasons-zh.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { BuildTexts } from "./texts.ts";

const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} 秒`;
const time = (unixMs: number) => new Date(unixMs).toLocaleTimeString("zh-CN", { hour12: false });

export const texts: BuildTexts = {
  title: "镜像构建",
  subtitle: "构建结束时由构建器记录。ENV、CMD 之类不改动文件，不算步骤。",
  waiting: "正在等待第一次读取。",
  emptyTitle: "还没有构建完成",
  emptyText: "在有 Dockerfile 的目录里试试 docker build .",
  unreadSteps: "没能读到这次构建的各个步骤。",
  tabs: "各次构建，最新的在前",
  time,
  summary: ({ cached, all, compared }) =>
    `${all === 0 ? "只有基础镜像，没有步骤" : `${all} 步中有 ${cached} 步来自缓存`}${compared === null ? "" : `；与 ${time(compared)} 的那次构建相比`}`,
  running: (pid) => `正在运行，进程 ${pid}`,
  stage: (name) => `阶段 ${name}`,
  broke: "缓存从这里失效",
  brokeBefore: "上一次构建时在这里失效",
  state: { base: "基础镜像", cached: "缓存", ran: "已执行", failed: "失败", stopped: "中止", untouched: "未开始" },
  seconds,
  noBytes: "?",
  sentence: {
    base: "这个阶段从这个镜像开始。它本来就在，或者是拉取来的。",
    cached: "什么也没做：同样的指令、同样的文件，构建器已有结果，直接拿来用。",
    ran: "这条指令在这次构建中真的执行了。",
    failed: "这条指令失败了，构建到此结束。",
    stopped: "它开始了，但没有结束：构建被中止了。",
    untouched: "构建器既没有开始它，也没有取用结果：用不到它，或者构建在它之前就结束了。",
    runs: "BuildKit 把每条 RUN 指令放进单独的容器里运行，这是容器里的第一个进程。它是哪一步、哪些来自缓存，要等构建结束才会记录下来。",
    told: "这些是构建器写在自己文件里的；这里的 root 可以改动它们。",
    broke: (word) =>
      word === "COPY" || word === "ADD"
        ? "它是第一个没能用上缓存的步骤：指令是新的，或者它复制的某个文件变了，或者它上面的内容变了。建立在它之上的都得重做。"
        : "它是第一个没能用上缓存的步骤：指令是新的，或者它上面的内容变了。建立在它之上的都得重做。",
    bytes: (bytes) => `它在镜像里的那一层有 ${bytesText(bytes)} 的文件。`,
  },
  change: (change) => {
    switch (change.kind) {
      case "runs":
        return `构建正在运行 ${visibleName(change.command)}`;
      case "failed":
        return `构建 ${change.name} 失败${change.broke === null ? "" : `，停在 ${visibleName(change.broke)}`}`;
      case "gone":
        return `有 ${change.count} 次构建的记录已经没有了`;
      case "built":
        if (change.all === 0) return `${change.name} 构建完成：只有基础镜像，没有步骤`;
        if (change.broke === null) return `${change.name} 构建完成，${change.all} 步全部来自缓存`;
        return `${change.name} 构建完成，${change.all} 步中有 ${change.cached} 步来自缓存，从 ${visibleName(change.broke)} 开始失效${change.before !== null && change.before !== change.broke ? `；上一次是从 ${visibleName(change.before)} 开始` : ""}`;
    }
  },
  reason: reasonInChinese,
  problems: (count) => `有 ${count} 项没能读取`,
  columns: { step: "步骤", state: "结果", time: "耗时", size: "层", line: "缓存" },
};
