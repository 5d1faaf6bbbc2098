import type { Reason, ReasonCode, ReasonSentences, ReasonValues } from "../../../lib/contract/reason.ts";

const SENTENCES: ReasonSentences = {
  "entry-cap": ({ cap }) => `reading stopped at ${cap.toLocaleString("en")} entries`,
  "time-cap": () => "reading stopped when its time was up",
  "depth-cap": ({ cap }) => `directories more than ${cap} levels deep were not entered`,
  "fs-not-read": ({ fsType }) => `it lies on a ${fsType} file system, which is not read`,
  "overlay-on-itself": () => "it lies on an overlay that lies on itself",
  "overlay-layers-unknown": () => "it lies on an overlay whose layers are not known",
  "overlay-not-read": ({ why }) => `it lies on an overlay that is not read: ${why}`,
  "mount-not-visible": () => "it lies on a mount that is not visible from here",
  "path-gone": () => "there is nothing at this path any more",
  "not-a-directory": () => "it is not a directory any more",
  "part-not-a-directory": () => "a part of this path is not a directory",
  "too-many-links": () => "too many symbolic links lead there",
  "not-allowed": () => "reading it is not allowed",
  "process-ended": () => "the process through which it was looked up ended",
  "relative-path": () => "the mount options name it relative to a directory that the kernel does not tell",
  "layer-replaced": () => "another directory lies at this path now than the one that was mounted",
  "mount-over-it": () => "another mount lies over it",
  "open-failed": ({ errno }) => `opening it failed with ${errno}`,
  "namespace-not-entered": ({ errno }) => `entering it failed with ${errno}`,
  "namespace-gone": () => "what kept this namespace is gone, or something else lies there now",
  "rules-tool-missing": ({ tool }) => `${tool} is not installed on the host`,
  "rules-tool-failed": ({ tool, said }) => `${tool} failed: ${said}`,
  "rules-too-long": ({ bytes }) => `the rules take more than ${bytes.toLocaleString("en")} bytes`,
  "sandbox-ended": () => "The sandbox's first process has ended.",
  "overlay-cap": ({ mounted, read }) => `${mounted} overlays are mounted; the first ${read} were read.`,
  "reading-failed": ({ error }) => `Reading failed (${error}); this is how it was before.`,
  "reading-hung": ({ seconds }) =>
    `Reading this sandbox took longer than 2 s and was stopped; the next attempt is in ${seconds} s.`,
  "judging-hung": ({ seconds }) =>
    `Evaluating this step's expectations took longer than 2 s and was stopped; the next attempt is in ${seconds} s.`,
  "reading-paused": () => "Reading this sandbox is paused.",
};

/** A reason with its English sentence. */
export const toReason = <C extends ReasonCode>(code: C, values: ReasonValues[C]): Reason => ({
  code,
  values,
  text: SENTENCES[code](values),
});

/** The parts of a view that say what is wrong with it as a whole. */
export const toProblems = (reasons: Reason[]) => ({ problems: reasons.map(({ text }) => text), problemReasons: reasons });
