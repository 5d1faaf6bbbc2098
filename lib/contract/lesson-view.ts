import { z } from "zod";
import { LabId, Locale, StepId } from "./ids.ts";
import { DiagramKind } from "./lab.ts";
import { Engine } from "./sandbox.ts";

/**
 * What the browser gets of a lab, in one language: text as a sanitised hast tree and no scripts, so that the answers stay on the server
 * until they are asked for.
 *
 * In the tree, what is interactive is an element with data attributes and nothing else:
 *   <pre data-block="run" data-terminal="main"><code>...</code></pre>   click to run (data-terminal optional)
 *   <pre data-block="copy">, <pre data-block="console">, <pre data-block="code">, each with data-language; any <pre> may have data-colours
 *     (code-colours.ts): its text holds no markup
 *   <aside data-block="hint|solution|note|deep">, solution without children asks the server for solve.sh;
 *     an author's own title is a first child <p data-part="label">
 *   <section data-block="predict" data-id="..."> with <ul> of choices; the answer is revealed by the body after them (data-part="reveal")
 *   <section data-block="quiz" data-id="...">
 *     both: <div data-part="question">, <ul data-part="choices"><li data-choice="1" data-correct="true">..., <div data-part="reveal">;
 *     data-choice counts from 1, data-correct stands on right choices only, a predict may have none (then the kernel alone answers);
 *     a choice may end with <div data-part="feedback">, which is said to who gives that answer; with data-answer="text" the answer is typed
 *     and each choice has the data-word (any case, any spacing) or the data-pattern (regular expression for the whole) it is held against;
 *     what is right is decided in the browser and kept nowhere else: a quiz is for the learner, verdicts of steps are made elsewhere;
 *     data-id (predict-1, quiz-1 ...) is the same in every language and unique within its step or introduction
 *   <div data-block="tabs"> of <div data-block="tab" data-name="cgroup v2">, at least two, each name once
 *   <span data-term="namespace" data-name="namespace" data-means="...">  a word of the glossary, at its first use on the page
 *   <figure data-block="diagram" data-kind="layers" data-focus="/root/merged">  (data-focus optional)
 *   <a data-block="preview" data-place="preview:8088/">  a link to a port of the sandbox
 *   <figure data-block="file" data-path="/root/x"><code>/root/x</code></figure>  a file worth opening
 *   <img src="/lab-image/..." alt="..." width height>  a picture of the lab's own (lab-image.ts)
 *   <h2 id="user-content-NAME"> to <h4>  a place that #NAME leads to, the same NAME in every language
 *
 * The text of a <pre> ends without a newline. Links are http, https, mailto or in-page; there is no raw HTML.
 */
export const HastRoot = z.custom<import("hast").Root>(
  (value) => typeof value === "object" && value !== null && "type" in value && value.type === "root",
);

export const StepView = z.object({
  id: StepId,
  title: z.string(),
  body: HastRoot,
  /** How the step is decided: live = expect over kernel state, script = check.sh, both; none = reading only. */
  check: z.enum(["live", "script", "both", "none"]),
  hasSolution: z.boolean(),
  hasSetup: z.boolean(),
  /** Earlier steps that it builds upon. */
  needs: z.array(StepId),
});
export type StepView = z.infer<typeof StepView>;

export const LessonView = z.object({
  id: LabId,
  locale: Locale,
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  level: z.string(),
  intro: HastRoot,
  diagrams: z.array(z.object({ kind: DiagramKind, focus: z.string().optional() })),
  terminals: z.array(z.string()),
  engine: Engine,
  requires: z.array(z.string()),
  steps: z.array(StepView),
});
export type LessonView = z.infer<typeof LessonView>;

/** A lab on the home page. */
export const LabCard = z.object({
  id: LabId,
  title: z.string(),
  summary: z.string(),
  minutes: z.number(),
  level: z.string(),
  steps: z.array(z.object({ id: StepId, title: z.string() })),
  requires: z.array(z.string()),
});
export type LabCard = z.infer<typeof LabCard>;

export const TrackView = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  /** Ids of the tracks that one had better done before. */
  after: z.array(z.string()),
  labs: z.array(LabCard),
});
export type TrackView = z.infer<typeof TrackView>;
