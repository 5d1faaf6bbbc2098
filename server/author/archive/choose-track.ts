import { parseCurriculum } from "../../../lib/content/parse-curriculum.ts";
import { addToTrack } from "../add-to-track.ts";
import { appendToYaml } from "../append-to-yaml.ts";
import { readOrBeginCurriculum } from "../begin-curriculum.ts";
import type { Manifest } from "./manifest.ts";
import { refusal } from "./refusal.ts";

/**
 * Where the lab stands from now on, and curriculum.yaml with it. The track that it stood in is begun where there is none of this id.
 * @param wanted null: as it stood where it comes from
 * @throws Error with a sentence where the wanted track is not there, or none is known
 */
export async function chooseTrack(
  into: string,
  id: string,
  wanted: string | null,
  { track: before }: Manifest,
): Promise<{ track: string; curriculum: string }> {
  const track = wanted ?? before?.id ?? "";
  const own = before !== null && track === before.id ? before : null;
  const words = { en: track, "zh-CN": track };
  const text = await readOrBeginCurriculum(into, own ?? { id: track, title: words, summary: words });
  const tracks = parseCurriculum(text, []).curriculum?.tracks ?? [];
  const listed = tracks.find(({ labs }) => labs.includes(id))?.id;
  if (listed !== undefined && (wanted ?? listed) !== listed)
    throw refusal(`curriculum.yaml has ${id} in track ${listed} already`, "leave --track away, or take it out there");
  if (listed !== undefined) return { track: listed, curriculum: text };
  if (track === "") throw refusal("the lab stood in no track", `name one with --track${oneOf(tracks)}`);
  const begun =
    own === null || tracks.some((each) => each.id === track)
      ? null
      : appendToYaml(text, "tracks", [{ id: own.id, title: own.title, summary: own.summary, labs: [id] }]);
  return { track, curriculum: begun ?? addToTrack(text, track, id) };
}

const oneOf = (tracks: readonly { id: string }[]): string => {
  const names = tracks.map(({ id }) => id).filter((id) => id !== "");
  return names.length === 0 ? "" : `, of ${names.join(", ")}`;
};
