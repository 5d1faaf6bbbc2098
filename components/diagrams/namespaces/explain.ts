import type { NamespacePin, ProcessInfo } from "../../../lib/contract/kernel/processes.ts";
import type { Evidence } from "../../../lib/contract/kernel-view.ts";
import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import { chipMark, rowMark, shelfMark } from "./namespaces-diff.ts";
import { COLUMNS, type NamespaceModel, type NamespacesModel, nameOf } from "./namespaces-model.ts";
import type { NamespacesTexts } from "./texts.ts";

/** The explanation of a mark by its key; null once it is no longer in the picture. */
export function explainNamespaceMark(model: NamespacesModel, mark: string, t: NamespacesTexts): Explanation | null {
  for (const process of model.processes.values()) {
    if (mark === rowMark(process.key)) return explainProcess(model, process, t);
    for (const type of COLUMNS) {
      const namespace = model.namespaces.get(process.namespaces[type] ?? "");
      if (namespace && mark === chipMark(process.key, type)) return explainNamespace(model, namespace, process, mark, t);
    }
  }
  const shelved = model.empty.find(({ info }) => shelfMark(info.key) === mark);
  return shelved ? explainNamespace(model, shelved, null, mark, t) : null;
}

function explainProcess(model: NamespacesModel, process: ProcessInfo, t: NamespacesTexts): Explanation {
  const pid = process.pids[0]!;
  const own = COLUMNS.filter((type) => {
    const namespace = model.namespaces.get(process.namespaces[type] ?? "");
    return namespace !== undefined && !namespace.info.initial;
  });
  const command = visibleName(process.command);
  const sentences = [
    t.row.sentence(process.pids, command),
    process.pids.length > 1 ? t.row.nested(process.pids) : "",
    process.state === "Z" ? t.row.zombie : own.length > 0 ? t.row.differs(own) : t.row.same,
    process.plumbing ? t.row.lab : "",
  ];
  return {
    key: rowMark(process.key),
    title: t.process(pid, command),
    sentence: sentences.filter(Boolean).join(" "),
    evidence: observed(
      "/proc/PID/status, proc_pid_status(5)",
      `grep -E '^(Name|State|NSpid)' /proc/${pid}/status`,
      `NSpid: ${process.pids.join(" ")}`,
    ),
  };
}

function explainNamespace(
  model: NamespacesModel,
  namespace: NamespaceModel,
  process: ProcessInfo | null,
  key: string,
  t: NamespacesTexts,
): Explanation {
  const { info, members } = namespace;
  const { type } = info;
  const pins = info.pins.map((pin) => t.pin({ ...pin, detail: visibleName(pin.detail) }, nameOfPin(model, pin, t)));
  const sentences = [
    `${t.types[type]}: ${t.isolates[type]}.`,
    info.initial ? t.chip.initial(type) : t.chip.own(type, members.length),
    info.hostname === undefined ? "" : t.chip.hostname(visibleName(info.hostname)),
    info.uidMap && !info.initial
      ? t.chip.uidMap(info.uidMap.map(([inside, outside, count]) => `${inside} → ${outside} (${count})`).join(", "))
      : "",
    info.offsets?.boottime ? t.chip.offsets(info.offsets.boottime) : "",
    info.initial ? "" : t.chip.kept(info.morePins > 0 ? [...pins, t.morePins(info.morePins)] : pins),
  ];
  return {
    key,
    title: t.chip.title(type, info.initial ? t.own : visibleName(nameOf(namespace))),
    sentence: sentences.filter(Boolean).join(" "),
    evidence: evidenceOf(namespace, process),
  };
}

function evidenceOf({ info, members }: NamespaceModel, process: ProcessInfo | null): Evidence {
  const raw = `${info.type}:[${info.inode}]`;
  const pid = (process ?? members[0])?.pids[0];
  if (pid !== undefined) return observed("/proc/PID/ns, namespaces(7)", `readlink /proc/${pid}/ns/${info.type}`, raw);
  const mount = info.pins.find(({ kind }) => kind === "mount");
  if (mount) return observed("/proc/PID/mountinfo (nsfs)", `findmnt -t nsfs ${shellQuote(mount.detail)}`, raw);
  return observed("/proc/PID/fd (nsfs)", `lsns -t ${info.type}`, raw);
}

const observed = (source: string, command: string, raw: string): Evidence => ({ source, command, raw, grade: "observed" });

/** What a pin names, for people. */
export function nameOfPin(model: NamespacesModel, { kind, by }: NamespacePin, t: NamespacesTexts): string {
  if (kind === "process" || kind === "fd") {
    const process = model.processes.get(by);
    return process ? t.process(process.pids[0]!, visibleName(process.command)) : t.lab;
  }
  const namespace = model.namespaces.get(by);
  return namespace ? `${namespace.info.type} ${namespace.info.initial ? t.own : visibleName(nameOf(namespace))}` : "?";
}
