import { bytesText } from "../cgroups/amounts.ts";
import { visibleName } from "../frame/shell-quote.ts";
import type { BuildTexts } from "./texts.ts";

const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
const time = (unixMs: number) => new Date(unixMs).toLocaleTimeString("en-GB");

export const texts: BuildTexts = {
  title: "Image build",
  subtitle: "Written down by the builder when a build ends. ENV, CMD and the like change no file and make no step.",
  waiting: "Waiting for the first reading.",
  emptyTitle: "No build has ended yet",
  emptyText: "Try docker build . in a directory with a Dockerfile.",
  unreadSteps: "What this build's steps were could not be read.",
  tabs: "Builds, the newest first",
  time,
  summary: ({ cached, all, compared }) =>
    `${all === 0 ? "its base alone, no steps" : `${cached} of ${all} steps from the cache`}${compared === null ? "" : `; compared with the build of ${time(compared)}`}`,
  running: (pid) => `runs now, process ${pid}`,
  stage: (name) => `stage ${name}`,
  broke: "the cache breaks here",
  brokeBefore: "it broke here in the build before",
  state: { base: "base", cached: "cached", ran: "ran", failed: "failed", stopped: "stopped", untouched: "not begun" },
  seconds,
  noBytes: "?",
  sentence: {
    base: "The image that the stage begins with. It was here, or was pulled.",
    cached: "Nothing was done: the builder had a result for the same instruction on the same files and took it.",
    ran: "The instruction was carried out in this build.",
    failed: "The instruction failed, and that ended the build.",
    stopped: "It was begun and did not end: the build was stopped.",
    untouched: "The builder neither began it nor took a result: it was not needed, or the build ended before.",
    runs: "BuildKit runs a RUN instruction in a container of its own, and this is its first process. Which step it is and what came from the cache is written down when the build ends.",
    told: "This is what the builder wrote into its own files; whoever is root here could change them.",
    broke: (word) =>
      word === "COPY" || word === "ADD"
        ? "It is the first that could not be cached: the instruction is new, or a file that it copies has changed, or what lies above it has. What is built on it has to be done anew."
        : "It is the first that could not be cached: the instruction or what lies above it is new. What is built on it has to be done anew.",
    bytes: (bytes) => `Its layer in the image has ${bytesText(bytes)} of files.`,
  },
  change: (change) => {
    switch (change.kind) {
      case "runs":
        return `A build runs ${visibleName(change.command)}`;
      case "failed":
        return `The build of ${change.name} failed${change.broke === null ? "" : ` at ${visibleName(change.broke)}`}`;
      case "gone":
        return `${change.count} ${change.count === 1 ? "build is" : "builds are"} not written down any more`;
      case "built":
        if (change.all === 0) return `${change.name} was built: its base alone, no steps`;
        if (change.broke === null) return `${change.name} was built, all of ${change.all} steps from the cache`;
        return `${change.name} was built, ${change.cached} of ${change.all} steps from the cache, which breaks at ${visibleName(change.broke)}${change.before !== null && change.before !== change.broke ? `; before, at ${visibleName(change.before)}` : ""}`;
    }
  },
  reason: ({ text }) => text,
  problems: (count) => `${count} ${count === 1 ? "thing" : "things"} could not be read`,
  columns: { step: "step", state: "result", time: "time", size: "layer", line: "cache" },
};
