import type { Settings } from "../../config.ts";
import { toFailureText } from "../failure.ts";
import { toLogLine } from "../services/log-line.ts";
import { print, toDuration } from "../steps.ts";
import { buildImages } from "./build-images.ts";
import { planImages, selectImages } from "./plan-images.ts";

const say = (line: string) => print(toLogLine("images", line));

/**
 * Publishes the images that are there and builds those that are not, while people already work. What fails is said and changes nothing else.
 * Ends soon after the signal.
 */
export async function buildInBackground(repo: string, settings: Settings, signal: AbortSignal): Promise<void> {
  try {
    const all = await planImages(repo);
    const wanted = settings.images === "none" ? [] : selectImages(all, toNames(settings.images));
    let built = 0;
    const states = await buildImages(repo, settings, all, wanted, {
      modest: true,
      signal,
      onWait: () => say("waiting for another build"),
      step: async (image, work) => {
        const began = performance.now();
        say(`building ${image.name} in the background`);
        const value = await work(() => undefined);
        say(`${image.name} is ready (${toDuration(performance.now() - began)})`);
        built++;
        return value;
      },
    });
    for (const reason of new Set(states.flatMap((state) => (state.reason === null ? [] : [state.reason])))) say(reason);
    if (built > 0) say(`${states.filter(({ state }) => state === "ready").length} of ${states.length} images are ready`);
  } catch (error) {
    if (!signal.aborted) for (const line of toFailureText(error).split("\n")) say(line);
  }
}

/** GLASSBOX_IMAGES: "all" or names. */
export const toNames = (images: string): string[] => (images === "all" ? [] : images.split(/[\s,]+/).filter(Boolean));
