import { visit } from "unist-util-visit";
import type { LabFile } from "../../../lib/content/lab-files.ts";
import { parseMarkdown } from "../../../lib/content/parse-markdown.ts";

/** A lab's files under another id: links to the lab itself lead to the new one. */
export function renameLab(files: readonly LabFile[], from: string, to: string): LabFile[] {
  if (from === to) return [...files];
  return files.map((file) => {
    if (file.path.startsWith("files/") || !file.path.endsWith(".md")) return file;
    const text = file.content.toString("utf8");
    const renamed = renameLinks(text, from, to);
    return renamed === text ? file : { ...file, content: Buffer.from(renamed) };
  });
}

function renameLinks(text: string, from: string, to: string): string {
  const own = `/lab/${from}`;
  const places = new Set<number>();
  visit(parseMarkdown(text).body, (node) => {
    if (node.type !== "link" && node.type !== "definition") return;
    if (node.url !== own && !node.url.startsWith(`${own}?`)) return;
    // Behind its words, which may show the address as well.
    const start = node.type === "link" ? (node.children.at(-1)?.position?.end.offset ?? 0) : 0;
    const at = text.indexOf(own, Math.max(start, node.position!.start.offset!));
    if (at !== -1 && at < node.position!.end.offset!) places.add(at);
  });
  return [...places]
    .sort((a, b) => b - a)
    .reduce((done, at) => `${done.slice(0, at)}/lab/${to}${done.slice(at + own.length)}`, text);
}
