import { Icon } from "../../../controls/icon.tsx";
import { paceOf } from "./pace.ts";
import { paceWords } from "./pace-words.ts";
import type { Walk } from "./plan-walk.ts";
import { levelMs, play, SPEEDS, stepBack, stepOn } from "./player.ts";
import type { TraceTexts } from "./texts.ts";
import type { Replay } from "./use-replay.ts";

/** Play, pause, step, all, speed; and how much slower than it was. Who wants no motion gets the steps alone. */
export function ReplayBar({ replay, walk, still, tt }: { replay: Replay; walk: Walk; still: boolean; tt: TraceTexts }) {
  const { player, change } = replay;
  const levels = walk.levels.length;
  const words = tt.replay;
  const moves = player.mode !== "rest";
  const pace = paceOf(walk.levels[player.level] ?? [], levelMs(player.level, player.speed));
  const isOver = player.level + 1 >= levels && player.progress >= 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws itself
    <div className="nt-replay" role="group" aria-label={words.controls}>
      {!still && (
        <button
          type="button"
          className="gd-button"
          aria-label={moves ? words.pauseWhy : words.play}
          onClick={() => change((now) => (moves ? { ...now, mode: "rest" } : play(now, levels, "walk")))}
        >
          <Icon name={moves ? "pause" : "play"} size={14} />
          {moves ? words.pause : words.play}
        </button>
      )}
      <button
        type="button"
        className="gd-button"
        aria-label={words.back}
        title={words.back}
        disabled={player.level === 0}
        onClick={() => change(stepBack)}
      >
        <Icon name="back" size={14} />
      </button>
      <button type="button" className="gd-button" disabled={isOver} onClick={() => change((now) => stepOn(now, levels, still))}>
        <Icon name="arrow" size={14} />
        {words.next}
      </button>
      {!still && (
        <select
          className="nt-speed"
          aria-label={words.speed}
          title={words.speed}
          value={player.speed}
          onChange={({ target }) => change((now) => ({ ...now, speed: Number(target.value) }))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
      )}
      <span className="nt-pace" data-factor={pace?.factor}>
        {words.step(player.level + 1, levels)}
        {still ? ` · ${words.still}` : pace ? ` · ${paceWords(pace, tt)}` : ""}
      </span>
    </div>
  );
}
