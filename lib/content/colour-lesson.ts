import type { Element, ElementContent, Root, RootContent } from "hast";
import type { CodeColours } from "../contract/code-colours.ts";
import type { LessonView } from "../contract/lesson-view.ts";

/** Tells the colours of a text in a language of our fences; "" where there are none. */
export type ColourCode = (language: string, text: string) => Promise<CodeColours>;

/** A lesson whose fences carry their colours (data-colours). Its text is not touched. */
export async function colourLesson(lesson: LessonView, colourCode: ColourCode): Promise<LessonView> {
  const [intro, ...bodies] = await Promise.all(
    [lesson.intro, ...lesson.steps.map(({ body }) => body)].map((tree) => colourChildren(tree, colourCode)),
  );
  return { ...lesson, intro: intro!, steps: lesson.steps.map((step, index) => ({ ...step, body: bodies[index]! })) };
}

async function colourChildren<T extends Root | Element>(node: T, colourCode: ColourCode): Promise<T> {
  const children = await Promise.all(
    (node.children as (RootContent | ElementContent)[]).map((child) => {
      if (child.type !== "element") return child;
      return child.tagName === "pre" ? colourFence(child, colourCode) : colourChildren(child, colourCode);
    }),
  );
  return { ...node, children } as T;
}

async function colourFence(pre: Element, colourCode: ColourCode): Promise<Element> {
  const [code] = pre.children;
  const [text] = code?.type === "element" ? code.children : [];
  if (text?.type !== "text") return pre;
  const colours = await colourCode(String(pre.properties.dataLanguage ?? "text"), text.value);
  return colours === "" ? pre : { ...pre, properties: { ...pre.properties, dataColours: colours } };
}
