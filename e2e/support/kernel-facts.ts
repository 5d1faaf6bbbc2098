import type { Page } from "@playwright/test";
import { runInTerminal } from "./workbench.ts";

/** What lies where, as TYPE PATH with find's letters (f, d, c for a whiteout): one list for the merged directory, one per layer. */
export type Tree = { merged: string[]; layers: string[][] };

/** Asks the sandbox's own find, which knows nothing of our reader. */
export async function treeOfKernel(page: Page, merged: string, layers: readonly string[]): Promise<Tree> {
  const find = async (directory: string): Promise<string[]> => {
    const printed = await runInTerminal(page, `find ${directory} -mindepth 1 -printf '%y %P\\n'`);
    return printed.split("\n").filter(Boolean).sort();
  };
  const found: string[][] = [];
  for (const layer of layers) found.push(await find(layer));
  return { merged: await find(merged), layers: found };
}

const LETTERS: Readonly<Record<string, string>> = { file: "f", directory: "d", whiteout: "c" };

/** The same lists, rebuilt from the facts that picture or table state: PATH|merged|KIND|STATE|FROM and PATH|LAYER|KIND|ROLE|FLAGS. */
export function treeOfFacts(facts: readonly string[], layers: number): Tree {
  const tree: Tree = { merged: [], layers: Array.from({ length: layers }, () => []) };
  for (const fact of facts) {
    const [path = "", place = "", kind = "", , from] = fact.split("|");
    const line = `${LETTERS[kind] ?? kind} ${path}`;
    if (place !== "merged") tree.layers[Number(place)]?.push(line);
    else if (from !== "none") tree.merged.push(line);
  }
  for (const list of [tree.merged, ...tree.layers]) list.sort();
  return tree;
}

/** Which layer each visible file is seen from, as PATH LAYER. */
export const sourcesOfFacts = (facts: readonly string[]): string[] =>
  facts
    .map((fact) => fact.split("|"))
    .filter(([, place, kind, , from]) => place === "merged" && kind === "file" && from !== "none")
    .map(([path, , , , from]) => `${path} ${from}`)
    .sort();
