import type { NetworkModel } from "./network-model.ts";
import type { NetworkTexts } from "./texts.ts";

/** What the picture leaves out, said plainly. */
export function Notices({ model, t }: { model: NetworkModel; t: NetworkTexts }) {
  const lists = ["links", "routes", "neighbours", "fdb", "connections"] as const;
  const lines = model.namespaces.flatMap(({ info, name }) => {
    const left = lists.flatMap((list) => (info.omitted[list] > 0 ? [{ list, count: info.omitted[list] }] : []));
    return left.length > 0 ? [t.rowsOmitted(left, name)] : [];
  });
  if (model.omitted > 0) lines.unshift(t.omitted(model.omitted));
  if (lines.length === 0) return null;
  return (
    <div className="gd-notice">
      {lines.slice(0, 3).map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  );
}
