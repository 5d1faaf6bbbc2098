import { reasonInChinese } from "../frame/reasons-zh.ts";
import type { MountsTexts } from "./texts.ts";

const where = (name: string) => (name === "" ? "" : `（在 ${name} 的命名空间里）`);

const propagation = { private: "私有", shared: "共享", slave: "从属", "slave-shared": "从属且共享", unbindable: "不可绑定" };

export const texts: MountsTexts = {
  title: "挂载",
  subtitle: "每一行都挂载在它缩进所属的那一行之上。",
  waiting: "正在等待第一次读取内核。",
  emptyTitle: "你还没有挂载任何东西",
  emptyText: "试试 mount --bind，或者 mount -t tmpfs none /mnt。",
  tabs: "挂载命名空间",
  own: "沙箱自己的",
  hidden: (count) => `已隐藏实验系统的 ${count} 个挂载`,
  plumbingShown: "已显示实验系统的挂载。",
  show: "显示",
  hide: "隐藏",
  bindOf: (path) => `显示 ${path}`,
  readOnly: "只读",
  covered: "被盖住",
  propagation,
  propagationWhy: {
    private: "私有：它下面的挂载只有这里看得到。",
    shared: "共享：它下面的挂载会出现在同组的每个挂载里，反过来也一样。",
    slave: "从属：主挂载下面新增的挂载会出现在这里，这里的却不会传回去。",
    "slave-shared": "从属且共享：从主挂载接收，再传给自己的同组挂载。",
    unbindable: "不可绑定：它是私有的，也不能被绑定挂载到别处。",
  },
  sentence: {
    mount: (path, fsType, source) => `在 ${path} 看到的是一个 ${fsType} 文件系统${source === "" ? "" : `（${source}）`}。`,
    bind: (path) => `它显示的就是 ${path} 所显示的那个目录：绑定挂载什么也不复制。内核并不记得绑定的来源，这是由两行推出来的。`,
    part: (root) => `这里只显示文件系统的一部分：其中的目录 ${root}。`,
    readOnly: "不能经由它写入。",
    covered: "它上面盖着另一个挂载（在同一个位置或它的上级目录），在那个挂载卸下之前谁也看不到它。",
    lab: "它是实验系统在你来之前挂载的。",
  },
  change: (change) => {
    const at = `${change.path}${where(change.where)}`;
    switch (change.kind) {
      case "mounted":
        return change.bindOf === null ? `${change.fsType} 挂载到 ${at}` : `${at} 现在显示 ${change.bindOf}`;
      case "unmounted":
        return `卸载了 ${at}`;
      case "read-only":
        return `${at} 现在是只读的`;
      case "writable":
        return `${at} 又可以写入了`;
      case "covered":
        return `另一个挂载盖住了 ${at}`;
      case "uncovered":
        return `${at} 又看得到了`;
      case "propagation":
        return `${at} 现在是${propagation[change.now]}的`;
      case "namespace":
        return `新的挂载命名空间${where(change.where)}，一开始就是 ${change.count} 个挂载的副本`;
    }
  },
  reason: reasonInChinese,
  problems: (count) => `有 ${count} 项没能读取`,
  columns: { path: "挂载点", type: "类型", source: "显示什么", propagation: "传播", options: "选项" },
};
