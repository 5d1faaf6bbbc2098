"use client";

import { useState } from "react";
import { lowersStory, overlayByHand } from "../../../components/diagrams/layers/fixtures/overlay-by-hand.ts";
import {
  hostileNames,
  manyLowers,
  partialScan,
  readOnlyOverlay,
  threeHundredPaths,
  threeLowers,
} from "../../../components/diagrams/layers/fixtures/special-views.ts";
import { LayersDiagram } from "../../../components/diagrams/layers/layers-diagram.tsx";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";

/** Name -> the view, how old it is (ms), and whether the connection stands. */
const EXHIBITS: Record<string, { view: KernelView | null; age?: number; connected?: boolean }> = {
  waiting: { view: null },
  empty: { view: overlayByHand[0]! },
  "three-lowers": { view: threeLowers },
  "read-only": { view: readOnlyOverlay },
  "many-lowers": { view: manyLowers },
  "three-hundred-paths": { view: threeHundredPaths },
  "hostile-names": { view: hostileNames },
  partial: { view: partialScan },
  stale: { view: overlayByHand[3]!, age: 4200 },
  disconnected: { view: overlayByHand[3]!, connected: false },
};

export function LayersGallery({
  only,
  locale,
  theme,
  step,
}: {
  only: string | null;
  locale: Locale;
  theme: "light" | "dark";
  step: number;
}) {
  const names = Object.keys(EXHIBITS).filter((name) => only === null || only === name);
  return (
    <main style={{ colorScheme: theme, background: "var(--paper)", color: "var(--ink)", padding: 12, display: "grid", gap: 12 }}>
      {(only === null || only === "story") && <Story name="story" views={overlayByHand} locale={locale} first={step} />}
      {(only === null || only === "lowers-story") && (
        <Story name="lowers-story" views={lowersStory} locale={locale} first={step} />
      )}
      {names.map((name) => {
        const { view, age = 300, connected = true } = EXHIBITS[name]!;
        const now = (view?.sampledAt ?? 0) + age;
        return (
          <Exhibit key={name} name={name}>
            <LayersDiagram
              view={view}
              focus={null}
              locale={locale}
              now={() => now}
              connected={connected}
              onTypeInTerminal={() => undefined}
            />
          </Exhibit>
        );
      })}
    </main>
  );
}

function Story({ name, views, locale, first }: { name: string; views: KernelView[]; locale: Locale; first: number }) {
  const [at, setAt] = useState(Math.min(first, views.length - 1));
  const [typed, setTyped] = useState("");
  const view = views[at]!;
  return (
    <Exhibit name={name}>
      <LayersDiagram
        view={view}
        focus={null}
        locale={locale}
        now={() => view.sampledAt + 300}
        connected
        onTypeInTerminal={setTyped}
      />
      <p style={{ padding: 8 }}>
        <button type="button" id="next" onClick={() => setAt((at + 1) % views.length)}>
          next ({at + 1}/{views.length})
        </button>{" "}
        <code id="typed">{typed}</code>
      </p>
    </Exhibit>
  );
}

function Exhibit({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <section
      id={name}
      style={{
        height: 520,
        display: "flex",
        flexDirection: "column",
        border: "1px solid var(--line)",
        borderRadius: 10,
        overflow: "hidden",
      }}
    >
      {children}
    </section>
  );
}
