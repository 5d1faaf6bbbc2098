import type { Localized } from "../../lib/contract/ids.ts";

/** Every sentence of web's own that a student may read. */
export const texts = {
  full: {
    en: "The lab is full: every place is taken right now. Please try again in a few minutes.",
    "zh-CN": "实验室已满：目前所有位置都有人使用。请过几分钟再试。",
  },
  otherLabsRunning: (titles: Localized[]): Localized => ({
    en: `You already have ${titles.map(({ en }) => `“${en}”`).join(" and ")} running. End one of them to start another.`,
    "zh-CN": `你已经在运行${titles.map((title) => `「${title["zh-CN"] ?? title.en}」`).join("和")}。请先结束其中一个，再开始新的实验。`,
  }),
  unavailable: (reasons: string[]): Localized => ({
    en: `This lab needs what the kernel of this machine does not have: ${reasons.join(", ")}.`,
    "zh-CN": `此实验需要这台机器的内核所没有的功能：${reasons.join("、")}。`,
  }),
  imagesMissing: (names: string[], progress: { ready: number; total: number } | undefined): Localized => {
    const [en, zh] =
      progress === undefined
        ? ["no image is built on this machine", "这台机器上还没有构建任何镜像"]
        : [`${progress.ready} of ${progress.total} images are ready`, `已就绪 ${progress.ready} / ${progress.total} 个`];
    return {
      en: `This lab needs Docker images that are not built yet: ${names.join(", ")} (${en}). Please try again in a few minutes.`,
      "zh-CN": `此实验需要的 Docker 镜像还没有构建好：${names.join("、")}（${zh}）。请过几分钟再试。`,
    };
  },
  noSuchLab: { en: "There is no such lab.", "zh-CN": "没有这个实验。" },
  noSuchStep: { en: "This lab has no such step.", "zh-CN": "此实验没有这个步骤。" },
  noSolution: { en: "This step has no model answer.", "zh-CN": "这个步骤没有参考答案。" },
  nothingToCheck: { en: "There is nothing to check in this step: read on.", "zh-CN": "这个步骤没有需要检查的内容，请继续阅读。" },
  notOpen: { en: "Open a lab first.", "zh-CN": "请先打开一个实验。" },
  notRunning: { en: "The sandbox is not running. Start it again to go on.", "zh-CN": "沙箱没有在运行。请重新启动后继续。" },
  notYours: { en: "This terminal is not part of your sandbox.", "zh-CN": "这个终端不属于你的沙箱。" },
  noPreviewAddress: {
    en: "Previews need host names of their own, and this server has none for the address you use. Ask your instructor to set GLASSBOX_PREVIEW_ORIGIN (the README says how), or open the lab as http://localhost on the machine that runs it.",
    "zh-CN":
      "预览需要独立的主机名，而此服务器没有为你使用的地址配置。请让老师设置 GLASSBOX_PREVIEW_ORIGIN（方法见 README），或者在运行它的机器上用 http://localhost 打开实验。",
  },
  unreachable: {
    en: "The lab service is not answering. We keep trying; please wait a moment.",
    "zh-CN": "实验服务暂时没有响应，正在重试，请稍候。",
  },
  failed: (detail: string): Localized => ({
    en: `The lab service could not do that: ${detail}`,
    "zh-CN": `实验服务未能完成此操作：${detail}`,
  }),
  setupFailed: {
    en: "This step could not be prepared. That is our fault, not yours; “Start this step over” tries again.",
    "zh-CN": "这个步骤没能准备好。这是我们的问题，不是你的；可以用“重新开始这一步”再试一次。",
  },
  ourFault: { en: "Something went wrong on our side. It has been logged.", "zh-CN": "我们这边出了问题，已经记录下来。" },
  tooFast: { en: "That was too many requests at once. Please slow down.", "zh-CN": "一次请求太多了，请慢一点。" },
  tooManyTabs: {
    en: "You have too many tabs of this lab open. Close some of them.",
    "zh-CN": "你打开的标签页太多了，请关闭一些。",
  },
  notFromHere: {
    en: "Files can only be sent and fetched by a page of this lab. Reload the page and try again.",
    "zh-CN": "只有本实验自己的页面才能上传和下载文件。请重新加载页面后再试。",
  },
  tooLarge: {
    en: "This file is larger than 32 MiB. Pack or split it first.",
    "zh-CN": "这个文件超过了 32 MiB。请先压缩或拆分。",
  },
  onlyOurPages: {
    en: "Only this site's own pages may ask for this.",
    "zh-CN": "只有本站自己的页面才能请求这些内容。",
  },
  onlyInstructors: {
    en: "Only instructors see the classroom. Whoever runs the server makes you one with a link: npm run instructor.",
    "zh-CN": "只有老师才能查看课堂。请让服务器管理员运行 npm run instructor，用它给出的链接成为老师。",
  },
  linkSpent: {
    en: "This link does not work any more: each works once, and only the newest. npm run instructor on the server prints another.",
    "zh-CN": "这个链接已经失效：每个链接只能用一次，而且只有最新的有效。在服务器上运行 npm run instructor 可得到新的链接。",
  },
  noSuchPlace: { en: "This student's sandbox has ended.", "zh-CN": "这名学生的沙箱已经结束。" },
  noCookie: {
    en: "Your browser did not send the cookie that tells who you are. Allow cookies for this site and reload the page.",
    "zh-CN": "浏览器没有发送用于识别你的 Cookie。请允许本站使用 Cookie，然后重新加载页面。",
  },
  malformed: (event: string): Localized => ({
    en: `The message ${event} was not understood.`,
    "zh-CN": `无法理解消息 ${event}。`,
  }),
} as const;
