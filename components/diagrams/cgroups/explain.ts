import type { Evidence } from "../../../lib/contract/kernel-view.ts";
import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import { amountText } from "./amounts.ts";
import { type Cell, type CgroupsModel, cellMark, groupMark, RESOURCES, type Row } from "./cgroups-model.ts";
import type { CgroupsTexts } from "./texts.ts";

export const percentText = (share: number): string => `${Math.round(share * 100)} %`;

/** The explanation of a mark by its key; null once it is no longer in the picture. */
export function explainCgroupMark(model: CgroupsModel, mark: string, t: CgroupsTexts): Explanation | null {
  for (const row of model.rows) {
    if (mark === groupMark(row.path)) return explainGroup(row, t);
    for (const resource of RESOURCES) {
      const cell = row.cells[resource];
      if (cell && mark === cellMark(row.path, resource)) return explainCell(row, cell, t);
    }
  }
  return null;
}

function explainGroup(row: Row, t: CgroupsTexts): Explanation {
  const path = visibleName(row.path);
  const cell = row.cells.pids ?? row.cells.memory ?? row.cells.cpu;
  const sentences = [
    row.path === "/" ? t.sentence.root : "",
    t.sentence.group(path, row.processes.slice(0, 6).map(visibleName), row.plumbing),
  ];
  return {
    key: groupMark(row.path),
    title: row.path === "/" ? t.root : row.container ? `${visibleName(row.container)} · ${path}` : path,
    sentence: sentences.filter(Boolean).join(" "),
    evidence: evidenceOf(cell, "cgroup.procs", t.processes(row.processes.length)),
  };
}

function explainCell(row: Row, cell: Cell, t: CgroupsTexts): Explanation {
  const { resource, current, peak, binding, throttled } = cell;
  const amount = (value: number) => amountText(resource, value, t.cores);
  const sentences = [
    current === null ? t.sentence.unknown : t.sentence.uses(resource, amount(current)),
    binding === null
      ? t.sentence.unlimited
      : binding.by === row.path
        ? t.sentence.own(amount(binding.limit))
        : t.sentence.inherited(amount(binding.limit), visibleName(binding.by)),
    peak === null ? "" : t.sentence.peak(amount(peak)),
    throttled ? t.sentence.throttled(percentText(throttled)) : "",
    resource === "memory" && row.oomKills > 0 ? t.sentence.killed(row.oomKills) : "",
    resource === "pids" && row.pidsRefused > 0 ? t.sentence.refused(row.pidsRefused) : "",
  ];
  const file = limitFile(cell);
  return {
    key: cellMark(row.path, resource),
    title: `${t.resources[resource]} · ${visibleName(row.path)}`,
    sentence: sentences.filter(Boolean).join(" "),
    evidence: evidenceOf(cell, file, cell.cgroup.files[file] ?? "—"),
  };
}

const FILES = {
  memory: ["memory.max", "memory.limit_in_bytes"],
  cpu: ["cpu.max", "cpu.cfs_quota_us"],
  pids: ["pids.max", "pids.max"],
} as const;
const limitFile = ({ resource, hierarchy }: Cell): string => FILES[resource][hierarchy.version === 2 ? 0 : 1];

function evidenceOf(cell: Cell | undefined, file: string, raw: string): Evidence {
  if (!cell) return { source: "cgroupfs", command: "cat /proc/self/cgroup", raw, grade: "unknown" };
  const { hierarchy, cgroup } = cell;
  const directory = `${hierarchy.mountpoint ?? "/sys/fs/cgroup"}${cgroup.path === "/" ? "" : cgroup.path}`;
  const source = hierarchy.version === 2 ? "cgroup v2, admin-guide/cgroup-v2.rst" : `cgroup v1 (${hierarchy.id})`;
  return { source, command: `cat ${shellQuote(`${directory}/${file}`)}`, raw: `${file}: ${raw}`, grade: "observed" };
}
