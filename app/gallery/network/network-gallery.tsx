"use client";

import { useEffect, useState } from "react";
import {
  hostileNames,
  manyKinds,
  manyRules,
  movedUplink,
  onlyLoopback,
  twentyNamespaces,
  unreadNamespace,
} from "../../../components/diagrams/network/fixtures/special-views.ts";
import { bridgeStory, natStory, twoNamespaces } from "../../../components/diagrams/network/fixtures/stories.ts";
import {
  bridgeTrace,
  capturingTrace,
  emptyTrace,
  goneTrace,
  trace as makeTrace,
  natTrace,
} from "../../../components/diagrams/network/fixtures/traces.ts";
import { NetworkDiagram } from "../../../components/diagrams/network/network-diagram.tsx";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { PacketTrace } from "../../../lib/contract/kernel/packet-trace.ts";
import type { KernelView } from "../../../lib/contract/kernel-view.ts";

const STORIES: Record<string, KernelView[]> = { "net-01": twoNamespaces, "net-02": bridgeStory, "net-03": natStory };

/** Name -> the view, how old it is (ms), and whether the connection stands. */
const EXHIBITS: Record<string, { view: KernelView | null; age?: number; connected?: boolean }> = {
  waiting: { view: null },
  empty: { view: onlyLoopback },
  kinds: { view: manyKinds },
  twenty: { view: twentyNamespaces },
  rules: { view: manyRules },
  hostile: { view: hostileNames },
  unread: { view: unreadNamespace },
  "moved-uplink": { view: movedUplink },
  stale: { view: bridgeStory.at(-1)!, age: 4200 },
  disconnected: { view: natStory.at(-1)!, connected: false },
};

/** Traces made by hand over those views. */
const TRACES: Record<string, { view: KernelView; trace: PacketTrace | null; error?: { code: string; error: string } }> = {
  "trace-bridge": { view: bridgeStory.at(-1)!, trace: bridgeTrace },
  "trace-nat": { view: natStory.at(-1)!, trace: natTrace },
  "trace-gone": { view: bridgeStory.at(-1)!, trace: goneTrace },
  "trace-capturing": { view: bridgeStory.at(-1)!, trace: capturingTrace },
  "trace-empty": { view: bridgeStory.at(-1)!, trace: emptyTrace },
  "trace-failed": { view: bridgeStory.at(-1)!, trace: makeTrace([], { endedBecause: "failed" }) },
  "trace-refused": { view: bridgeStory.at(-1)!, trace: null, error: { code: "too-many", error: "one runs already" } },
};

type Look = { locale: Locale; height: number };

export function NetworkGallery(props: Look & { only: string | null; theme: "light" | "dark"; step: number }) {
  const { only, theme, step, ...look } = props;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const isShown = (name: string) => only === null || only === name;
  return (
    <main style={{ background: "var(--paper)", color: "var(--ink)", padding: 12, display: "grid", gap: 12 }}>
      {Object.entries(STORIES).map(
        ([name, views]) => isShown(name) && <Story key={name} {...{ name, views, first: step, ...look }} />,
      )}
      {Object.entries(EXHIBITS).map(([name, { view, age = 300, connected = true }]) => {
        const now = (view?.sampledAt ?? 0) + age;
        return (
          isShown(name) && (
            <Exhibit key={name} name={name} height={look.height}>
              <NetworkDiagram
                view={view}
                focus={null}
                locale={look.locale}
                now={() => now}
                connected={connected}
                onTypeInTerminal={() => undefined}
              />
            </Exhibit>
          )
        );
      })}
      {Object.entries(TRACES).map(
        ([name, { view, trace, error = null }]) =>
          isShown(name) && (
            <Exhibit key={name} name={name} height={look.height}>
              <NetworkDiagram
                view={view}
                focus={null}
                locale={look.locale}
                // Three seconds of the trace are over.
                now={() => (trace?.startedAt ?? view.sampledAt) + 3_000}
                confirmedAt={(trace?.startedAt ?? view.sampledAt) + 2_700}
                connected
                onTypeInTerminal={() => undefined}
                trace={{ trace, error, start: () => undefined, stop: () => undefined }}
              />
            </Exhibit>
          ),
      )}
    </main>
  );
}

function Story({ name, views, first, locale, height }: Look & { name: string; views: KernelView[]; first: number }) {
  const [at, setAt] = useState(Math.min(first, views.length - 1));
  const [typed, setTyped] = useState("");
  const view = views[at]!;
  return (
    <>
      <Exhibit name={name} height={height}>
        <NetworkDiagram
          view={view}
          focus={null}
          locale={locale}
          now={() => view.sampledAt + 300}
          connected
          onTypeInTerminal={setTyped}
        />
      </Exhibit>
      <p>
        <button type="button" id={`${name}-next`} onClick={() => setAt((at + 1) % views.length)}>
          next ({at + 1}/{views.length})
        </button>{" "}
        <code id="typed">{typed}</code>
      </p>
    </>
  );
}

function Exhibit({ name, height, children }: { name: string; height: number; children: React.ReactNode }) {
  return (
    <section
      id={name}
      style={{
        height,
        minWidth: 0,
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
