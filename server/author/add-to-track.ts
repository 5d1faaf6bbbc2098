import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";

/**
 * curriculum.yaml with one more lab at the end of a track. The rest of the file stays as its authors wrote it.
 * @throws Error with a sentence where there is no such track, or the file cannot be read
 */
export function addToTrack(text: string, track: string, lab: string): string {
  const document = parseDocument(text);
  const tracks = document.get("tracks");
  if (document.errors.length > 0 || !isSeq(tracks))
    throw new Error("curriculum.yaml has no tracks that can be read: npm run lab -- check says why.");
  const maps = tracks.items.filter((each): each is YAMLMap => isMap(each));
  const found = maps.find((each) => each.get("id") === track);
  if (found === undefined && maps.length === 0) throw new Error(`there is no track ${track}: add one to curriculum.yaml first.`);
  if (found === undefined)
    throw new Error(`there is no track ${track}: name one of ${maps.map((each) => each.get("id")).join(", ")}.`);
  const labs = found.get("labs");
  const last = isSeq(labs) && !labs.flow ? labs.items.at(-1) : undefined;
  if (last === undefined || !isScalar(last) || !last.range) {
    // An empty list, or one in brackets: written anew.
    if (isSeq(labs)) labs.add(lab);
    else found.set("labs", [lab]);
    return document.toString({ lineWidth: 0 });
  }
  const begin = text.lastIndexOf("\n", last.range[0]) + 1;
  const indent = /^\s*/.exec(text.slice(begin))![0];
  const newline = text.indexOf("\n", last.range[1]);
  const end = newline === -1 ? text.length : newline;
  return `${text.slice(0, end)}\n${indent}- ${lab}${text.slice(end) || "\n"}`;
}
