import { createElement, type ReactNode } from "react";
import { type CodeColours, cutByHue } from "../../lib/contract/code-colours.ts";

/** Code in its colours: text and classes, so that nothing in it can become markup. */
export function ColouredCode({ text, colours }: { text: string; colours: CodeColours }) {
  const runs = cutByHue(text, colours).map(
    ({ text: piece, hue }): ReactNode => (hue === null ? piece : createElement("span", { className: `hue-${hue}` }, piece)),
  );
  return createElement("code", null, ...runs);
}
