import { reasonInChinese } from "../frame/reasons-zh.ts";
import type { NamespacesTexts } from "./texts.ts";

const list = (names: string[]): string => names.join("、");

export const texts: NamespacesTexts = {
  title: "命名空间",
  subtitle: "每行一个进程。圆点表示沙箱自己的命名空间；两行里出现同样的标记，就是同一个命名空间。",
  waiting: "正在等待第一次读取内核。",
  emptyTitle: "你还没有进程在运行",
  emptyText: "打开一个终端，它的 shell 就是第一个进程。",
  hidden: (count) => `已隐藏 ${count} 个实验系统进程`,
  show: "显示",
  hide: "隐藏",
  plumbingShown: "已显示实验系统进程。",
  omitted: (count) => `还有 ${count} 个进程在运行，太多了，没有画出来。`,
  types: { cgroup: "cgroup", ipc: "ipc", mnt: "mnt", net: "net", pid: "pid", time: "time", user: "user", uts: "uts" },
  isolates: {
    cgroup: "哪个控制组看起来是根",
    ipc: "System V IPC 对象和 POSIX 消息队列",
    mnt: "挂载列表，也就是文件系统看起来的样子",
    net: "网络接口、地址、路由、端口和防火墙规则",
    pid: "进程号：其中第一个进程是 1 号",
    time: "单调时钟和启动时钟的偏移",
    user: "用户号和组号，以及 root 能做什么",
    uts: "主机名",
  },
  own: "沙箱自己的",
  process: (pid, command) => `${pid} ${command}`,
  lab: "实验系统",
  pidColumn: (level) => (level === 0 ? "pid" : `内层${level > 1 ? level : ""}`),
  command: "命令",
  noProcess: "里面没有进程，却仍然存在",
  row: {
    sentence: (pids, command) => `${command} 是沙箱里的 ${pids[0]} 号进程。`,
    nested: (pids) =>
      `它还位于 ${pids.length - 1} 层更内层的 pid 命名空间，在那里的进程号是 ${list(pids.slice(1).map(String))}：一个进程，${pids.length} 个号码。`,
    differs: (names) => `它有自己的 ${list(names)} 命名空间，其余与沙箱共用。`,
    same: "它的八个命名空间都与沙箱共用。",
    zombie: "它已经结束，只是父进程还没有来收（僵尸进程）。",
    lab: "它属于实验系统，不是你的进程。",
  },
  chip: {
    title: (type, name) => `${type} 命名空间 ${name}`,
    initial: (type) => `这是沙箱一开始就有的 ${type} 命名空间。`,
    own: (type, members) => `与沙箱自己的不同的 ${type} 命名空间，里面有 ${members} 个进程。`,
    hostname: (name) => `它的主机名是 ${name}。`,
    uidMap: (lines) => (lines === "" ? "没有映射任何用户号：里面的人都是 nobody。" : `用户号映射：${lines}。`),
    offsets: (seconds) => `它的时钟快了 ${seconds} 秒。`,
    kept: (pins) => `保住它的是：${list(pins)}。`,
  },
  frame: (name) => `pid 命名空间 ${name}`,
  pin: ({ kind, detail }, by) =>
    ({
      process: `进程 ${by}`,
      mount: `挂载点 ${detail}`,
      fd: `${by} 打开的文件描述符 ${detail}`,
      child: `嵌套在其中的 ${by}`,
      owned: `归它所有的 ${by}`,
    })[kind],
  morePins: (count) => `另有 ${count} 个`,
  change: (change) => {
    switch (change.kind) {
      case "started":
        return `进程 ${change.pid} 启动：${change.command}`;
      case "ended":
        return `进程 ${change.pid} 结束：${change.command}`;
      case "changed":
        return change.isNew
          ? `进程 ${change.pid}（${change.command}）有了自己的 ${change.type} 命名空间：${change.name}`
          : `进程 ${change.pid}（${change.command}）进入了 ${change.type} 命名空间 ${change.name}`;
      case "made":
        return `出现了一个 ${change.type} 命名空间：${change.name}`;
      case "gone":
        return `${change.type} 命名空间 ${change.name} 消失了：再没有什么保住它`;
      case "outlives":
        return `最后一个进程离开了 ${change.type} 命名空间 ${change.name}，而它仍然存在`;
      case "hostname":
        return `${change.name} 里的主机名现在是 ${change.hostname}`;
    }
  },
  reason: reasonInChinese,
  problems: (count) => `有 ${count} 项没能读取`,
  processesTable: "进程",
  namespacesTable: "命名空间",
  columns: {
    outside: "沙箱里的 pid",
    inside: "内层 pid",
    command: "命令",
    shared: "与沙箱共用",
    type: "类型",
    name: "名称",
    inode: "inode",
    members: "进程",
    kept: "由什么保住",
    parent: "嵌套于",
    owner: "属于",
  },
};
