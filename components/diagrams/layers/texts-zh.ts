import { reasonInChinese } from "../frame/reasons-zh.ts";
import type { LayersTexts } from "./texts.ts";

export const texts: LayersTexts = {
  title: "叠加文件系统",
  subtitle: "从上往下看，每一列最先遇到的那一份，就是 merged 里看到的内容",
  look: "从上往下看",
  merged: "merged",
  mergedHint: "你看到的",
  upper: "upper",
  upperHint: "可写",
  lower: (number) => `lower ${number}`,
  lowerHint: "只读",
  dataOnly: "仅数据",
  readOnly: "只读挂载",
  folded: (count) => `${count} 层`,
  work: "work",
  workEmpty: "空",
  workEntries: (count) => `${count} 项`,
  unreadable: "无法读取",
  nothing: "不可见",
  kinds: {
    file: "文件",
    directory: "目录",
    symlink: "符号链接",
    whiteout: "白障",
    "char-device": "字符设备",
    "block-device": "块设备",
    fifo: "管道",
    socket: "套接字",
  },
  states: {
    lower: "未改动",
    created: "新建",
    "copied-up": "向上复制",
    replaced: "已替换",
    merged: "合并目录",
    opaque: "不透明",
    deleted: "已删除",
    hidden: "被遮住",
  },
  data: "仅元数据",
  stillOnDisk: "仍在磁盘上",
  emptyTitle: "还没有挂载叠加文件系统",
  emptyText: "叠加文件系统（overlay）把几个目录叠在一起，呈现为一个目录。在终端里挂载一个，这里就会实时显示它的各层：",
  emptyWaiting: "正在读取内核的挂载表……",
  copy: "复制",
  copied: "已复制",
  typeIt: "填入终端",
  reason: reasonInChinese,
  reasons: (reasons) => reasons.join("；"),
  partial: (reason, entries) => `只显示了一部分：${reason}（已读取 ${entries} 项）。`,
  failed: (reason) => `无法读取这个叠加文件系统：${reason}`,
  problems: (count) => `有 ${count} 处无法读取`,
  omitted: (count) => `图中省略了 ${count} 个未改动的路径。`,
  plumbing: (count) => `实验环境自身的 ${count} 个叠加文件系统未显示`,
  tabs: "已挂载的叠加文件系统",
  unchanged: (count) => `${count} 项未改动`,
  unfold: "展开",
  gap: "原来的路径已消失，点“重新排列”收拢",
  noPaths: "各层都是空的。在 merged 目录里新建一个文件，看看它落在哪一层。",
  columns: { path: "路径", from: "来自", state: "状态", xattrs: "扩展属性" },
  tableCaption: (mountpoint) => `${mountpoint} 处叠加文件系统的所有路径：来自哪一层，以及在每一层中的样子`,
  legend: {
    copiedUp: "向上复制到 upper",
    whiteout: "白障（whiteout）：已删除",
    opaque: "不透明：挡住下面各层",
    under: "被遮住，仍在磁盘上",
  },
  change: (change, { from, to }) => {
    const path = change.path ?? "";
    switch (change.kind) {
      case "overlay-mounted":
        return `在 ${change.mountpoint} 挂载了叠加文件系统。`;
      case "overlay-unmounted":
        return `${change.mountpoint} 处的叠加文件系统已卸载，各层又成了普通目录。`;
      case "created":
        return `在 ${to} 中新建了 ${path}。`;
      case "copied-up":
        return `${path} 从 ${from} ${change.viaWork ? "经由 work " : ""}向上复制到了 ${to}，下层的原件还在。`;
      case "deleted":
        return `${path} 被删除：${to} 中多了一个白障（whiteout），挡住了下层的文件。`;
      case "vanished":
        return `${path} 从 ${from} 中消失，没有留下任何东西。`;
      case "hidden":
        return `现在看不到 ${path} 了：它仍在 ${to} 中，但它的某个上级目录已被删除或设为不透明。`;
      case "opaque":
        return `${path} 变为不透明，下面各层的内容不再透出来。`;
      case "changed":
        return `${to} 中的 ${path} 有改动。`;
      case "restored":
        return `又能看到 ${path} 了。`;
    }
  },
  explain: {
    title: (path, place) => `${place} 中的 ${path}`,
    mergedSeen: (path, layer) => `能看到 ${path}，是因为从上往下数，${layer} 是第一个有它的层。`,
    mergedParts: (path, layers) => `${path} 是合并目录，其中的内容由 ${layers} 合在一起。`,
    mergedOpaque: (path, layer) => `${path} 只来自 ${layer}：它在那里是不透明的，下面各层的内容透不上来。`,
    mergedDeleted: (path, layer) => `这里看不到 ${path}：${layer} 中的白障（whiteout）表示它已被删除，但下层的文件仍在磁盘上。`,
    mergedHidden: (path) => `这里看不到 ${path}：它在磁盘上，但它的某个上级目录已被删除、设为不透明，或者已不是目录。`,
    seen: (path, layer) => `从上往下看，最先遇到的就是这一份：${path} 读自 ${layer}。`,
    created: (path) => `${path} 是通过 merged 目录新建的，新文件总是落在 upper 里。`,
    copiedUp: (path) => `${path} 原本在下层。第一次修改时整个文件被向上复制（copy-up）到 upper，因为下层永远不会被写入。`,
    replaced: (path) => `upper 中的 ${path} 与下层的同名文件没有关系；它在上面，所以以它为准。`,
    metacopy: (path) => `${path} 只有元数据被复制到了上层，数据仍从下层读取。`,
    redirect: (path, target) => `目录 ${path} 改过名：它在下层的内容要到 ${target} 去找。`,
    opaque: (path) => `目录 ${path} 带有不透明标记，overlayfs 不再往它下面看。`,
    unread: (path) => `${path} 处有东西，但无法读取。`,
    part: (path, layer) => `${layer} 中的 ${path} 是合并目录的一部分。`,
    data: (path, layer) => `数据来自 ${layer} 中的 ${path}，元数据来自上面那一份。`,
    whiteout: (path) =>
      `这是白障（whiteout）：设备号为 0,0 的字符设备。下层的文件删不掉，于是用它告诉 overlayfs：${path} 已被删除。`,
    under: (path, layer) => `${path} 在 ${layer} 中仍在磁盘上，只是被同一列中上面的东西挡住了。`,
    slabMerged: (mountpoint) => `${mountpoint} 是合并后的视图。它自己什么也不存：每个路径都显示最上面那一层的内容。`,
    slabUpper: (path) => `${path} 是 upper 层，也是唯一会被写入的一层：新文件、向上复制的副本和白障（whiteout）都落在这里。`,
    slabLower: (path, number) =>
      number === 1
        ? `${path} 是最上面的 lower 层（lowerdir 中最左边的一个），叠加文件系统从不写入它。`
        : `${path} 是从上往下第 ${number} 个 lower 层（lowerdir 从左往右数），叠加文件系统从不写入它。`,
    slabUnreadable: (why) => `无法读取这一层：${why}`,
    work: (path) => `${path} 是 work 目录。overlayfs 先在这里备好副本或白障（whiteout），再一步移入 upper。`,
    workKept: "像 #15d3 这样留下来的名字，是预备好的白障（whiteout）：之后的删除只需再加一个指向它的硬链接。",
    list: (items) => items.join("、"),
  },
};
