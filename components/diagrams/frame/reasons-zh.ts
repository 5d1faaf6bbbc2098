import type { Reason, ReasonCode, ReasonSentences } from "../../../lib/contract/reason.ts";

const SENTENCES: ReasonSentences = {
  "entry-cap": ({ cap }) => `读到 ${cap.toLocaleString("en")} 项后停止`,
  "time-cap": () => "读取时间用完后停止",
  "depth-cap": ({ cap }) => `没有进入深度超过 ${cap} 层的目录`,
  "fs-not-read": ({ fsType }) => `它位于 ${fsType} 文件系统上，这种文件系统不会去读`,
  "overlay-on-itself": () => "它位于一个叠在自己上面的叠加文件系统上",
  "overlay-layers-unknown": () => "它所在的叠加文件系统由哪些层组成并不清楚",
  "overlay-not-read": () => "它所在的叠加文件系统没有读取",
  "mount-not-visible": () => "它所在的挂载从这里看不到",
  "path-gone": () => "这个路径下已经没有东西了",
  "not-a-directory": () => "它已经不是目录了",
  "part-not-a-directory": () => "路径中有一段不是目录",
  "too-many-links": () => "通往那里的符号链接太多",
  "not-allowed": () => "不允许读取",
  "process-ended": () => "用来查找它的进程已经结束",
  "relative-path": () => "挂载选项里写的是相对路径，内核不会说明它相对于哪个目录",
  "layer-replaced": () => "这个路径下现在是另一个目录，不是挂载时的那个",
  "mount-over-it": () => "有另一个挂载盖在它上面",
  "open-failed": ({ errno }) => `打开失败：${errno}`,
  "namespace-not-entered": ({ errno }) => `进入失败（${errno}）`,
  "namespace-gone": () => "保住这个命名空间的东西已经不在，或者那里现在是别的东西",
  "rules-tool-missing": ({ tool }) => `主机上没有安装 ${tool}`,
  "rules-tool-failed": ({ tool, said }) => `${tool} 失败：${said}`,
  "rules-too-long": ({ bytes }) => `规则超过 ${bytes.toLocaleString("zh-CN")} 字节`,
  "sandbox-ended": () => "沙箱的第一个进程已经结束。",
  "overlay-cap": ({ mounted, read }) => `共挂载了 ${mounted} 个叠加文件系统，只读取了前 ${read} 个。`,
  "reading-failed": ({ error }) => `读取失败（${error}），显示的是之前的样子。`,
  "reading-hung": ({ seconds }) => `读取这个沙箱超过了 2 秒，已中止；${seconds} 秒后再试。`,
  "judging-hung": ({ seconds }) => `判断这一步是否完成超过了 2 秒，已中止；${seconds} 秒后再试。`,
  "reading-paused": () => "暂停读取这个沙箱。",
};

/** A reason in Chinese; one that this page does not know yet stays in English. */
export function reasonInChinese({ code, values, text }: Reason): string {
  if (!Object.hasOwn(SENTENCES, code)) return text;
  // sandboxd gives each code the values its sentence needs (ReasonValues).
  return (SENTENCES[code as ReasonCode] as (values: Reason["values"]) => string)(values);
}
