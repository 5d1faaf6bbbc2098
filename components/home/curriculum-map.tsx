"use client";

import { useTranslations } from "next-intl";
import type { Me } from "../../lib/contract/browser-protocol.ts";
import type { TrackView } from "../../lib/contract/lesson-view.ts";
import { labStatus } from "./lab-status.ts";
import { layoutMap, NODE } from "./layout-map.ts";

/** Beside each other up to so many; a dot is 12 wide. */
const DOTS_A_ROW = 14;

/** Which track comes after which, and how far one is in each. A track leads to its labs below. */
export function CurriculumMap({ tracks, me }: { tracks: TrackView[]; me: Me | null }) {
  const t = useTranslations("home.map");
  const { width, height, nodes, edges } = layoutMap(tracks);
  return (
    <nav aria-label={t("map")} className="border-line border-t py-8 max-lg:hidden">
      <svg viewBox={`-2 -2 ${width + 4} ${height + 4}`} className="mx-auto block w-full" style={{ maxWidth: width + 4 }}>
        <title>{t("map")}</title>
        {edges.map(({ from, to, path }) => (
          <path
            key={`${from}-${to}`}
            data-edge={`${from}-${to}`}
            d={path}
            className="fill-none stroke-line-strong"
            strokeWidth={1.5}
          />
        ))}
        {nodes.map(({ track, x, y }) => {
          const states = track.labs.map((card) => labStatus(card, me).kind);
          const done = states.filter((kind) => kind === "done").length;
          return (
            <g key={track.id} transform={`translate(${x},${y})`}>
              <a
                href={`#track-${track.id}`}
                data-map-track={track.id}
                aria-label={t("node", { track: track.title, done, of: states.length })}
                className="group outline-none"
              >
                <rect
                  width={NODE.width}
                  height={NODE.height}
                  rx={12}
                  className="fill-surface stroke-line-strong transition-colors group-hover:stroke-accent group-focus-visible:stroke-2 group-focus-visible:stroke-accent"
                />
                <text x={14} y={28} className="fill-ink font-semibold text-[15px]">
                  {track.title}
                </text>
                <text x={NODE.width - 14} y={72} textAnchor="end" className="fill-ink-faint text-xs tabular-nums">
                  {t("done", { done, of: states.length })}
                </text>
                {states.map((kind, index) => (
                  <circle
                    // biome-ignore lint/suspicious/noArrayIndexKey: a lab's place is what the dot is.
                    key={index}
                    cx={20 + (index % DOTS_A_ROW) * 12}
                    cy={52 + Math.floor(index / DOTS_A_ROW) * 14}
                    r={4}
                    strokeWidth={1.5}
                    className={
                      kind === "done"
                        ? "fill-good stroke-good"
                        : kind === "begun"
                          ? "fill-accent-soft stroke-accent"
                          : "fill-none stroke-line-strong"
                    }
                  />
                ))}
              </a>
            </g>
          );
        })}
      </svg>
    </nav>
  );
}
