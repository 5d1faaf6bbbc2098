import type { Localized } from "../../../lib/contract/ids.ts";

/** Every sentence of the pages that stand in for a student's. */
export const pageTexts = {
  silent: {
    title: (port: number): Localized => ({
      en: `Nothing answers on port ${port} yet`,
      "zh-CN": `端口 ${port} 上还没有程序应答`,
    }),
    what: {
      en: "A port is a number at which a program waits for connections. In your sandbox, no program waits at this one.",
      "zh-CN": "端口是程序等待连接时使用的编号。在你的沙箱里，目前没有程序在这个端口上等待。",
    },
    filtered: {
      en: "The kernel lists a listener at this port, but it did not accept a connection from 127.0.0.1, from ::1 or from the sandbox's own address. A firewall rule, a full backlog or a stopped program can be the reason.",
      "zh-CN":
        "内核显示这个端口上有监听者，但它没有接受来自 127.0.0.1、::1 或沙箱自身地址的连接。原因可能是防火墙规则、已满的连接队列，或者程序已被暂停。",
    },
    command: {
      en: "Start a server in the terminal. This one shows the files of the directory it is started in:",
      "zh-CN": "请在终端里启动一个服务器。下面这个会提供它启动时所在目录里的文件：",
    },
    listening: { en: "What listens in your sandbox now:", "zh-CN": "你的沙箱里目前正在监听的端口：" },
    nothing: { en: "Nothing listens in your sandbox now.", "zh-CN": "你的沙箱里目前没有任何程序在监听。" },
    reloads: {
      en: "This page opens by itself as soon as something answers.",
      "zh-CN": "一旦有程序应答，本页会自动打开。",
    },
  },
  ended: {
    title: { en: "This sandbox has ended", "zh-CN": "这个沙箱已经结束" },
    what: {
      en: "What ran in it is gone. Start the lab again on its own page and open the preview from there.",
      "zh-CN": "其中运行的程序都已不在。请在实验页面重新启动沙箱，再从那里打开预览。",
    },
  },
  closed: {
    title: { en: "This preview is not open to you", "zh-CN": "你无法打开这个预览" },
    what: {
      en: "A preview can be opened only by the person whose sandbox it shows, from the page of their lab. If that is you, open it there again.",
      "zh-CN": "只有沙箱的主人才能打开它的预览，而且要从自己的实验页面打开。如果这就是你的沙箱，请在实验页面重新打开预览。",
    },
  },
  cut: {
    title: (port: number): Localized => ({ en: `Port ${port} did not answer with a page`, "zh-CN": `端口 ${port} 没有返回网页` }),
    what: {
      en: "Something accepted the connection, but what it sent is not an HTTP answer, or it hung up before it was complete.",
      "zh-CN": "有程序接受了连接，但它发回的内容不是完整的 HTTP 应答，或者在发完之前就断开了连接。",
    },
  },
  busy: {
    title: { en: "Too many connections at once", "zh-CN": "同时打开的连接太多" },
    what: {
      en: "Too many connections into this sandbox are open. Close some pages that use it, then reload.",
      "zh-CN": "进入这个沙箱的连接太多。请关闭一些使用它的页面，然后重新加载。",
    },
  },
  away: {
    title: { en: "The lab service is not answering", "zh-CN": "实验服务没有响应" },
    what: { en: "Please reload in a moment.", "zh-CN": "请稍候重新加载。" },
  },
} as const;
