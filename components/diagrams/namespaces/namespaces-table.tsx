import type { ProcessInfo } from "../../../lib/contract/kernel/processes.ts";
import { visibleName } from "../frame/shell-quote.ts";
import { type Column, SortableTable } from "../frame/sortable-table.tsx";
import { nameOfPin } from "./explain.ts";
import { rowMark } from "./namespaces-diff.ts";
import { COLUMNS, type NamespaceModel, type NamespacesModel, nameOf } from "./namespaces-model.ts";
import type { NamespacesTexts } from "./texts.ts";

const padded = (number: number): string => String(number).padStart(12, "0");

/** The same facts as two sortable tables: processes, and namespaces with what keeps them. */
export function NamespacesTable({
  model,
  t,
  showMore,
}: {
  model: NamespacesModel;
  t: NamespacesTexts;
  showMore: (count: number) => string;
}) {
  return (
    <>
      <SortableTable
        caption={t.processesTable}
        columns={processColumns(model, t)}
        rows={model.rows.flatMap(({ process }) => process ?? [])}
        rowKey={({ key }) => key}
        rowFact={({ key, pids }) => ({ "data-key": rowMark(key), "data-fact": pids.join(" ") })}
        showMore={showMore}
      />
      <SortableTable
        caption={t.namespacesTable}
        columns={namespaceColumns(model, t)}
        rows={[...model.namespaces.values()]}
        rowKey={({ info }) => info.key}
        rowFact={({ info }) => ({ "data-namespace": info.key })}
        showMore={showMore}
      />
    </>
  );
}

function processColumns(model: NamespacesModel, t: NamespacesTexts): Column<ProcessInfo>[] {
  const inside = ({ pids }: ProcessInfo) => pids.slice(1).join(" / ") || "—";
  const namespaceOf = (process: ProcessInfo, type: (typeof COLUMNS)[number]) =>
    model.namespaces.get(process.namespaces[type] ?? "");
  const shared = (process: ProcessInfo) =>
    COLUMNS.filter((type) => namespaceOf(process, type)?.info.initial)
      .map((type) => t.types[type])
      .join(" ") || "—";
  return [
    { id: "outside", title: t.columns.outside, value: ({ pids }) => padded(pids[0]!), cell: ({ pids }) => pids[0]!, mono: true },
    { id: "inside", title: t.columns.inside, value: inside, cell: inside, mono: true },
    {
      id: "command",
      title: t.columns.command,
      value: ({ command }) => command,
      cell: ({ command }) => visibleName(command),
      mono: true,
    },
    ...COLUMNS.map((type): Column<ProcessInfo> => {
      const words = (process: ProcessInfo) => {
        const namespace = namespaceOf(process, type);
        return namespace ? (namespace.info.initial ? "·" : visibleName(nameOf(namespace))) : "?";
      };
      return {
        id: type,
        title: t.types[type],
        value: words,
        cell: words,
        fact: (process) => ({ "data-fact": namespaceOf(process, type)?.info.key ?? "" }),
      };
    }),
    { id: "shared", title: t.columns.shared, value: shared, cell: shared },
  ];
}

function namespaceColumns(model: NamespacesModel, t: NamespacesTexts): Column<NamespaceModel>[] {
  const named = (key: string | null) => {
    const namespace = key === null ? undefined : model.namespaces.get(key);
    return namespace ? (namespace.info.initial ? t.own : visibleName(nameOf(namespace))) : "—";
  };
  const name = (one: NamespaceModel) => (one.info.initial ? t.own : visibleName(nameOf(one)));
  const kept = ({ info }: NamespaceModel) =>
    [
      ...info.pins.map((pin) => t.pin({ ...pin, detail: visibleName(pin.detail) }, nameOfPin(model, pin, t))),
      ...(info.morePins > 0 ? [t.morePins(info.morePins)] : []),
    ].join("; ");
  return [
    { id: "name", title: t.columns.name, value: name, cell: name },
    { id: "type", title: t.columns.type, value: ({ info }) => info.type, cell: ({ info }) => t.types[info.type] },
    { id: "inode", title: t.columns.inode, value: ({ info }) => padded(info.inode), cell: ({ info }) => info.inode, mono: true },
    {
      id: "members",
      title: t.columns.members,
      value: ({ members }) => padded(members.length),
      cell: ({ members }) => members.length,
    },
    { id: "parent", title: t.columns.parent, value: ({ info }) => named(info.parent), cell: ({ info }) => named(info.parent) },
    { id: "owner", title: t.columns.owner, value: ({ info }) => named(info.owner), cell: ({ info }) => named(info.owner) },
    // Last, since it may be long.
    { id: "kept", title: t.columns.kept, value: kept, cell: kept },
  ];
}
