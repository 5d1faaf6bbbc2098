import type { Explanation } from "../frame/explanation-panel.tsx";
import { shellQuote, visibleName } from "../frame/shell-quote.ts";
import { mountMark, propagationOf, type TableModel } from "./mounts-model.ts";
import type { MountsTexts } from "./texts.ts";

/** The explanation of a mount by its mark; null once it is gone. */
export function explainMount(table: TableModel, mark: string, t: MountsTexts): Explanation | null {
  const mount = table.info.mounts.find(({ key }) => mountMark(key) === mark);
  if (!mount) return null;
  const path = visibleName(mount.mountpoint);
  const { sentence } = t;
  const sentences = [
    sentence.mount(path, visibleName(mount.fsType), visibleName(mount.source)),
    mount.bindOf
      ? sentence.bind(visibleName(mount.bindOf.path))
      : mount.root === "/"
        ? ""
        : sentence.part(visibleName(mount.root)),
    mount.readOnly ? sentence.readOnly : "",
    mount.covered ? sentence.covered : "",
    t.propagationWhy[propagationOf(mount)],
    mount.plumbing ? sentence.lab : "",
  ];
  const where = table.info.initial || table.pid === null ? "" : ` -N ${table.pid}`;
  return {
    key: mark,
    title: path,
    sentence: sentences.filter(Boolean).join(" "),
    evidence: {
      source: "/proc/PID/mountinfo, proc_pid_mountinfo(5)",
      command: `findmnt${where} -o TARGET,SOURCE,FSTYPE,PROPAGATION,OPTIONS ${shellQuote(mount.mountpoint)}`,
      raw: [
        mount.id,
        mount.device,
        mount.root,
        mount.mountpoint,
        mount.options.join(","),
        "-",
        mount.fsType,
        mount.source,
        mount.superOptions.join(","),
      ].join(" "),
      grade: mount.bindOf ? "inferred" : "observed",
    },
  };
}
