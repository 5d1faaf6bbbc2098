"use client";

import { useStored } from "../../../components/lesson/use-stored.ts";

/** Whether a key alone is a command, as this browser remembers it. Who speaks to the computer, or slips, switches it off (WCAG 2.1.4). */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [stored, store] = useStored("gb:single-keys");
  return [stored !== "off", (on) => store(on ? null : "off")];
}
