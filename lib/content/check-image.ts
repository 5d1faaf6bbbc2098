import type { Image } from "mdast";
import { isImagePath, type LabImage } from "./lab-image.ts";
import type { Complaint } from "./lab-problem.ts";

/** The lab's pictures by their path; null: it is there, and something is wrong with it, which is told elsewhere. */
export type Images = ReadonlyMap<string, LabImage | null>;

const CURE = "put the file into the lab's images/ and write ![what it shows](images/NAME.png)";

/** What is wrong with a picture in a text. */
export function checkImage({ url, alt }: Pick<Image, "url" | "alt">, images: Images): Complaint[] {
  const problems: Complaint[] = [];
  if (!alt?.trim())
    problems.push({
      message: "this picture says nothing to who cannot see it",
      cure: `write what it shows: ![...](${url.slice(0, 60)})`,
    });
  const shown = url.slice(0, 60);
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
    problems.push({ message: `a picture from elsewhere is not shown (${shown})`, cure: CURE });
  } else if (!isImagePath(url)) {
    problems.push({ message: `this is no path of a picture of the lab (${shown})`, cure: CURE });
  } else if (!images.has(url)) {
    const there = [...images.keys()].slice(0, 8).join(", ");
    const cure = `put it there as a file of its own, no link${there === "" ? "" : `, or use one that is there: ${there}`}`;
    problems.push({ message: `${url} is not there`, cure });
  }
  return problems;
}
