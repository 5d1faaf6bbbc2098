import type { PacketTrace } from "../../../../lib/contract/kernel/packet-trace.ts";
import { visibleName } from "../../frame/shell-quote.ts";
import type { NetworkModel } from "../network-model.ts";
import { type Words, whereOf } from "./hop-words.ts";

/** What a trace does not hold, said plainly: why it ended early, what was dropped, where nobody could listen. */
export function traceNotices(trace: PacketTrace, model: NetworkModel, { t, tt }: Words): string[] {
  return [
    trace.endedBecause === null ? "" : tt.because[trace.endedBecause](trace.frames),
    trace.dropped > 0 ? tt.dropped(trace.dropped) : "",
    ...trace.namespaces.map(({ key, unread }) =>
      unread === null ? "" : tt.notHeard(whereOf(model, key, tt), visibleName(t.reason(unread))),
    ),
  ].filter(Boolean);
}
