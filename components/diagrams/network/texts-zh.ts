import { reasonInChinese } from "../frame/reasons-zh.ts";
import type { Told } from "./network-diff.ts";
import type { Reach } from "./reach.ts";
import type { NetworkTexts } from "./texts.ts";

const list = (names: string[]): string => names.join("、");
/** In the middle of a sentence, at its beginning, and before a full stop: a name has air around it, 沙箱 has not. */
const at = (where: string): string => (where === "" ? "沙箱" : ` ${where} `);
const first = (where: string): string => (where === "" ? "沙箱" : `${where} `);
const last = (where: string): string => (where === "" ? "沙箱" : ` ${where}`);

const HOOKS: Record<string, string> = {
  ingress: "ingress",
  prerouting: "prerouting",
  input: "input",
  forward: "forward",
  output: "output",
  postrouting: "postrouting",
  egress: "egress",
  "?": "规则未知",
};
const LISTS = { links: "个接口", routes: "条路由", neighbours: "个邻居", fdb: "条转发表项", connections: "个连接" };

export const texts: NetworkTexts = {
  title: "网络",
  subtitle: "方框是网络命名空间，彼此并列；接口在它们的边上。",
  waiting: "正在等待第一次读取内核。",
  own: "沙箱",
  outside: "沙箱之外",
  uplink: "上行链路",
  processes: (number) => `${number} 个进程`,
  vacant: "还没有别的网络命名空间",
  vacantHint: "试试：ip netns add c1",
  bare: "目前只有 lo",
  unread: (why) => `未能读取：${why}`,
  states: { up: "UP", down: "DOWN", "no-carrier": "NO-CARRIER" },
  noAddress: "没有地址",
  more: (number) => `+${number}`,
  portOf: (holder) => `${holder} 的端口`,
  defaultRoute: "默认",
  onParent: (parent) => `基于 ${parent}`,
  holder: (names) => `由 ${list(names)} 持有`,
  noHolder: "没有进程持有",
  learned: (number) => `${number} 个 MAC`,
  stacked: (number) => `×${number}`,
  grown: (rx, tx) => `收 +${rx}，发 +${tx}`,
  gate: {
    short: {
      ingress: "ingr",
      prerouting: "pre",
      input: "in",
      forward: "fwd",
      output: "out",
      postrouting: "post",
      egress: "egr",
      "?": "?",
    },
    full: HOOKS,
    rules: (number) => `${number} 条规则`,
    drops: "其余丢弃",
  },
  foldedLoopbacks: (number) => `未画出 ${number} 个 lo`,
  stackedNote: (number) => `${number} 个看起来相同的命名空间叠画在一起（×）`,
  omitted: (number) => `还有 ${number} 个命名空间太多，没有读取。`,
  rowsOmitted: (lists, where) =>
    `${where === "" ? "沙箱" : where}：另有 ${list(lists.map((one) => `${one.count} ${LISTS[one.list]}`))}未列出。`,
  linkLocalHidden: "fe80: 地址在详细说明里",
  legend: {
    up: "已启用",
    down: "已停用",
    noCarrier: "已启用，但另一端没有连接",
    plumbing: "属于实验系统",
    nat: "NAT 规则",
    filter: "过滤规则",
  },
  reach: (reach) => sayReach(reach),
  change: (change) => sayChange(change),
  reason: reasonInChinese,
  problems: (number) => `有 ${number} 项没能读取`,
  explain: {
    namespaceTitle: (name) => (name === "" ? "沙箱的网络命名空间" : `网络命名空间 ${name}`),
    namespace: (initial, processes) =>
      `${initial ? "这是沙箱一开始就有的网络命名空间" : "一个独立的网络命名空间：接口、地址、路由和规则都与其他的分开"}，里面有 ${processes} 个进程。`,
    hidden: "它在 /run/netns 下没有名字，所以 ip netns 不会列出它。",
    unread: (why) => `它存在，但未能读取：${why}。`,
    stack: (names, more) => `它还代表看起来相同的：${list(names)}${more > 0 ? `，以及另外 ${more} 个` : ""}。表格里逐个列出。`,
    outside: "沙箱所在的主机。那里有什么从这里看不到，只知道有一根线通向它。",
    linkTitle: (name, where) => (where === "" ? `沙箱里的 ${name}` : `${where} 里的 ${name}`),
    kinds: {
      veth: "虚拟网线的一端：从这里进去的，会从另一端出来。",
      bridge: "交换机：在各端口之间转发帧，并学习哪个地址在哪个端口后面。",
      bond: "把几个接口当作一个使用。",
      team: "把几个接口当作一个使用。",
      vrf: "让它的端口使用单独的路由表。",
      vxlan: "隧道：把整个以太网帧装进 UDP。",
      macvlan: "架在另一个接口上的第二块网卡，有自己的 MAC 地址。",
      macvtap: "架在另一个接口上的第二块网卡，由进程读取。",
      ipvlan: "与另一个接口共用 MAC，用 IP 地址区分。",
      ipvtap: "与另一个接口共用，由进程读取。",
      vlan: "另一个接口的流量中带有某个 VLAN 标签的部分。",
      tun: "插座：另一端由进程读写数据包。",
      dummy: "没有线的接口：发给它的都会消失。",
      loopback: "回环接口：命名空间与自己对话（127.0.0.1）。",
      wireguard: "加密隧道。",
    },
    otherKind: (kind) => (kind === "" ? "内核没有说明类型的接口。" : `类型为 ${kind} 的接口。`),
    plumbing: "它属于实验系统：沙箱的上行链路。",
    state: (state) =>
      ({
        up: "它已启用，并且连通。",
        down: "它已停用（ip link set ... up 可以启用）。",
        "no-carrier": "它已启用，但另一端没有回应：没有载波。",
      })[state],
    peer: (name, where) => `它的另一端是${at(where)}里的 ${name}。`,
    peerOutside: "它的另一端在沙箱之外。",
    peerUnknown: "它的另一端在哪里，没能读到。",
    plugged: (holder) => `它插在 ${holder} 上。`,
    parent: (name) => `它建立在 ${name} 之上。`,
    vxlan: (vni, remote) => `网络号 ${vni}；帧发往${remote === null ? "转发表所指的地方" : ` ${remote}`}。`,
    vlan: (tag) => `标签 ${tag}。`,
    mode: (mode) => `模式 ${mode}。`,
    heldBy: (names) => (names.length === 0 ? "没有进程持有另一端。" : `另一端由 ${list(names)} 持有。`),
    learned: (macs) => `已学到在它后面的：${list(macs)}。`,
    linkLocal: "fe80: 地址是每个接口自己生成的。",
    defaultRoute: (via) => `没有单独路由的一切都从这里出去${via === "" ? "" : `，交给 ${via}`}。`,
    counted: (rx, tx) => `收到 ${rx} 个包，发出 ${tx} 个包。`,
    cableTitle: (a, b) => `网线 ${a} – ${b}`,
    cable: (a, whereA, b, whereB) => `一根虚拟网线，一端是${at(whereA)}里的 ${a}，另一端是${at(whereB)}里的 ${b}。`,
    cableOut: (a) => `一根虚拟网线，从 ${a} 通到沙箱之外的主机，由实验系统铺设。`,
    child: (child, parent, where) => `${child} 建立在${at(where)}里的 ${parent} 之上，共用它的线路。`,
    gateTitle: (hook, where) => (where === "" ? `沙箱的 ${HOOKS[hook] ?? hook}` : `${where} 的 ${HOOKS[hook] ?? hook}`),
    hooks: {
      ingress: "帧最先经过的地方，紧挨着接口。",
      prerouting: "数据包刚进来、还没决定去哪里的地方。",
      input: "发给这个命名空间自己的数据包到达的地方。",
      forward: "只是路过的数据包经过的地方。",
      output: "这个命名空间自己产生的数据包出发的地方。",
      postrouting: "已决定去向、即将离开的地方。",
      egress: "帧最后经过的地方，紧挨着接口。",
    },
    natCounts: "NAT 规则计的是连接数：每个连接只有第一个包会碰到它。",
    dropPolicy: "没有规则决定的包会被丢弃。",
    grouped: (rules, packets) => `${rules} 条规则，${packets} 个包`,
    rulesUnread: (why) => `规则未能读取：${why}。`,
    connections: "翻译了什么，见表格中的连接。",
  },
  tabs: {
    interfaces: "接口",
    links: "网线",
    routes: "路由",
    rules: "NAT 与规则",
    neighbours: "邻居",
    fdb: "转发表 (fdb)",
    connections: "连接",
    namespaces: "命名空间",
  },
  columns: {
    namespace: "命名空间",
    name: "名称",
    ifindex: "ifindex",
    kind: "类型",
    state: "状态",
    addresses: "地址",
    mac: "MAC",
    master: "所属网桥",
    peer: "另一端",
    mtu: "MTU",
    received: "收到的包",
    sent: "发出的包",
    end: "一端",
    otherEnd: "另一端",
    destination: "目的地",
    via: "经由",
    over: "接口",
    source: "源地址",
    metric: "度量值",
    table: "路由表",
    hook: "挂载点",
    chain: "链",
    rule: "规则",
    count: "包数或连接数",
    address: "地址",
    learned: "学到的",
    remote: "远端",
    vlan: "VLAN",
    protocol: "协议",
    original: "发出时",
    reply: "应答时",
    translated: "翻译",
    reaches: "可以到达",
    processes: "进程",
    forwarding: "转发",
    inode: "inode",
  },
  yes: "是",
  no: "否",
};

function sayReach({ networks, rest, isBare, loopbackUp, forwarding }: Reach): string {
  if (isBare) return loopbackUp ? "目前只有 lo：只能到达自己。" : "目前只有 lo，而且没有启用：谁也到不了，连自己也不行。";
  const told = networks
    .slice(0, 3)
    .map(({ destination, over, via }) => `${via === null ? `从 ${over}` : `经 ${via}`} 到 ${destination}`);
  if (networks.length > 3) told.push(`另外 ${networks.length - 3} 个网络`);
  const everything =
    rest && `${rest.via === null ? `从 ${rest.over}` : `经 ${rest.via}`} 到${told.length > 0 ? "其余一切" : "任何地方"}`;
  const all = everything ? [...told, everything] : told;
  const first = all.length > 0 ? `可以${all.join("，")}。` : "谁也到不了：没有路由。";
  return forwarding ? `${first}会转发数据包 (ip_forward)。` : first;
}

function sayChange(change: Told): string {
  switch (change.kind) {
    case "namespace-made":
      return `出现了一个网络命名空间：${change.name}。`;
    case "namespace-gone":
      return `网络命名空间 ${change.name} 消失了，里面的一切也随之消失。`;
    case "link-made":
      return `${first(change.where)}里出现了 ${change.name}${change.type ? `（${change.type}）` : ""}。`;
    case "link-gone":
      return `${change.name} 从${at(change.where)}里消失了。`;
    case "pair-made":
      return `出现了一根网线：${change.name} 在${at(change.where)}里，${change.other} 在${at(change.otherWhere)}里。`;
    case "pair-gone":
      return `${first(change.where)}里的 ${change.name} 与${at(change.otherWhere)}里的 ${change.other} 之间的网线消失了，两端同时消失。`;
    case "moved":
      return `${change.name} 从${at(change.from)}移到了${last(change.to)}${change.renamed ? `，在那里叫 ${change.renamed}` : ""}；移动会清除它的地址并把它停用。`;
    case "renamed":
      return `${first(change.where)}里的 ${change.from} 现在叫 ${change.name}。`;
    case "state":
      return {
        up: `${first(change.where)}里的 ${change.name} 已启用。`,
        down: `${first(change.where)}里的 ${change.name} 已停用。`,
        "no-carrier": `${first(change.where)}里的 ${change.name} 已启用，但另一端没有连接。`,
      }[change.state];
    case "address-added":
      return `${first(change.where)}里的 ${change.name} 有了地址 ${change.address}。`;
    case "address-removed":
      return `${first(change.where)}里的 ${change.name} 失去了地址 ${change.address}。`;
    case "plugged":
      return `${first(change.where)}里的 ${change.name} 插到了 ${change.holder} 上。`;
    case "unplugged":
      return `${first(change.where)}里的 ${change.name} 从 ${change.holder} 上拔下来了。`;
    case "learned":
      return `${first(change.where)}里的交换机学到：${change.mac} 在 ${change.name} 后面。`;
    case "forgotten":
      return `${first(change.where)}里的交换机忘记了：${change.mac} 在 ${change.name} 后面。`;
    case "neighbour":
      return `${first(change.where)}现在知道 ${change.address} 的 MAC 是 ${change.mac}。`;
    case "route-added":
      return `${first(change.where)}现在${change.via === null ? `从 ${change.over}` : `经 ${change.via}`} 到${change.destination === "default" ? "其余一切" : ` ${change.destination}`}。`;
    case "route-removed":
      return `${first(change.where)}不再有到${change.destination === "default" ? "其余一切" : ` ${change.destination} `}的路由。`;
    case "forwarding":
      return change.on ? `${first(change.where)}现在会转发数据包 (ip_forward)。` : `${first(change.where)}不再转发数据包。`;
    case "rules":
      return change.count === change.before
        ? `${first(change.where)}的 ${HOOKS[change.hook] ?? change.hook} 换了规则。`
        : `${first(change.where)}的 ${HOOKS[change.hook] ?? change.hook} 现在有 ${change.count} 条规则，之前有 ${change.before} 条。`;
    case "policy":
      return `${first(change.where)}的 ${HOOKS[change.hook] ?? change.hook} 中没有规则决定的包，现在会被${change.drops ? "丢弃" : "放行"}。`;
    case "connection":
      return `${first(change.where)}正在跟踪一个连接：${change.text}${change.translated ? "，已翻译地址" : ""}。`;
  }
}
