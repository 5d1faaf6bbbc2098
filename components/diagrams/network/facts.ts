import type { Gate } from "./gates.ts";
import { addressesOf, stateOf } from "./link-words.ts";
import type { LinkModel, NamespaceModel } from "./network-model.ts";
import type { Cable } from "./to-cables.ts";

/** What a mark says, as picture and table both carry it (data-fact), so that a test can compare them. */
export const namespaceFact = ({ name, info, links }: NamespaceModel): string =>
  ["netns", name, info.unread ? "unread" : `${links.length} links`, info.forwarding ? "forwards" : ""].join("|");

export const linkFact = ({ link, namespace }: LinkModel): string =>
  [
    link.kind,
    link.name,
    link.ifindex,
    stateOf(link),
    namespace,
    link.master ?? "",
    addressesOf(link)
      .map(({ text }) => text)
      .join(" "),
  ].join("|");

export const cableFact = ({ kind, a, b }: Cable): string => [kind, a, b ?? "outside"].join("|");

export const gateFact = ({ hook, rules, drops }: Gate): string => [hook, rules, drops ? "drop" : ""].join("|");
