"use client";

import { useTranslations } from "next-intl";
import { Tabs } from "radix-ui";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { TerminalInfo } from "../../lib/contract/sandbox.ts";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { chooseShell } from "./choose-shell.ts";
import { type RunOutcome, runCommand } from "./run-command.ts";
import type { Screen } from "./screen.ts";
import { TerminalEnd } from "./terminal-end.tsx";
import type { TerminalPort } from "./terminal-port.ts";
import { TerminalTab } from "./terminal-tab.tsx";
import { TerminalView } from "./terminal-view.tsx";
import { useColorScheme } from "./use-color-scheme.ts";

/** How long a run button waits for the prompt before it says that the shell is busy. */
const PATIENCE_MS = 6000;
/** A shell that is only being opened may take longer to its first prompt on a busy machine. */
const OPENING_PATIENCE_MS = 30_000;

export type TerminalPanelHandle = {
  /** Types a command into the named shell, or without a name into the one that fits (choose-shell.ts); opened if it is not there. */
  run(command: string, options: { terminal?: string | undefined; enter: boolean }): Promise<RunOutcome>;
  focus(): void;
};

/** The sandbox's shells as tabs. */
export function TerminalPanel({
  terminals,
  lessonShells,
  portOf,
  onOpen,
  onClose,
  tools,
  ref,
}: {
  terminals: readonly TerminalInfo[];
  /** Names of the shells that the lesson uses, the one for most commands first. */
  lessonShells: readonly string[];
  portOf: (id: string) => TerminalPort;
  /** Opens a shell; answers with its id, null if it was refused. */
  onOpen: (name: string) => Promise<string | null>;
  onClose: (id: string) => void;
  /** More buttons for the strip of tabs. */
  tools?: ReactNode;
  ref?: Ref<TerminalPanelHandle>;
}) {
  const t = useTranslations("terminal");
  const theme = useColorScheme();
  const screens = useRef(new Map<string, Screen>());
  const [chosen, setChosen] = useState<string | null>(null);
  const [titles, setTitles] = useState<Record<string, string>>({});
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [searching, setSearching] = useState(false);
  const active = terminals.find(({ id }) => id === chosen) ?? terminals[0];
  const isOver = (terminal: TerminalInfo) => terminal.exitCode !== null || gone.has(terminal.id);

  /** Who opens or picks a shell wants to type into it; a shell just opened has no screen yet. */
  const focusSoon = useRef<string | null>(null);
  const choose = (id: string) => {
    setChosen(id);
    focusSoon.current = id;
    // After the browser has put the focus on the tab itself.
    setTimeout(() => screens.current.get(id)?.focus());
  };
  const open = async (name: string) => {
    const id = await onOpen(name);
    if (id) choose(id);
    return id;
  };
  const openAnother = () => void open(nextName(terminals.map(({ name }) => name)));

  useImperativeHandle(ref, () => ({
    async run(command, { terminal, enter }) {
      const running = terminals.filter((info) => !isOver(info));
      const wanted = chooseShell(running, { named: terminal, front: active?.id, lessonShells });
      const id = wanted?.id ?? (await open(terminal ?? lessonShells[0] ?? nextName(terminals.map(({ name }) => name))));
      if (!id) return "no-shell";
      choose(id);
      const patienceMs = wanted ? PATIENCE_MS : OPENING_PATIENCE_MS;
      const outcome = await runCommand(() => screens.current.get(id) ?? null, command, { enter, patienceMs });
      screens.current.get(id)?.focus();
      return outcome;
    },
    focus: () => void (active && screens.current.get(active.id)?.focus()),
  }));

  // A closed tab gives its place to the neighbour; focus follows only where the person chose.
  useEffect(() => {
    if (chosen && !terminals.some(({ id }) => id === chosen)) setChosen(terminals.at(-1)?.id ?? null);
  }, [chosen, terminals]);

  return (
    <Tabs.Root
      value={active?.id ?? ""}
      onValueChange={choose}
      activationMode="manual"
      className="flex h-full min-h-0 flex-col bg-surface"
      aria-label={t("title")}
    >
      <div className="flex h-9 shrink-0 items-center gap-0.5 border-line border-b bg-paper pr-1 pl-1.5">
        <Tabs.List aria-label={t("title")} className="flex min-w-0 items-center gap-0.5 overflow-x-auto">
          {terminals.map((terminal) => (
            <TerminalTab
              key={terminal.id}
              id={terminal.id}
              name={terminal.name}
              title={titles[terminal.id] ?? ""}
              over={isOver(terminal)}
              onClose={() => onClose(terminal.id)}
            />
          ))}
        </Tabs.List>
        <Button
          look="quiet"
          size="icon-small"
          data-action="new-terminal"
          aria-label={t("new")}
          title={t("new")}
          onClick={openAnother}
        >
          <Icon name="plus" size={14} />
        </Button>
        <Button
          look="quiet"
          size="icon-small"
          className="ml-auto"
          aria-label={t("find")}
          title={`${t("find")} · Ctrl+Shift+F`}
          onClick={() => setSearching((open) => !open)}
        >
          <Icon name="search" size={14} />
        </Button>
        {tools}
      </div>
      <div className="relative min-h-0 flex-1 bg-(--terminal)">
        {terminals.length === 0 && (
          <div className="grid size-full place-items-center p-6 text-center text-ink-soft text-sm">
            <div>
              <p>{t("empty")}</p>
              <Button look="primary" className="mt-3" data-action="new-shell" onClick={openAnother}>
                <Icon name="terminal" size={14} /> {t("new")}
              </Button>
            </div>
          </div>
        )}
        {terminals.map((terminal) => (
          <Tabs.Content
            key={terminal.id}
            value={terminal.id}
            forceMount
            tabIndex={-1}
            data-terminal={terminal.name}
            className="absolute inset-0 outline-none data-[state=inactive]:invisible"
          >
            <TerminalView
              port={portOf(terminal.id)}
              label={t("shell", { name: terminal.name })}
              theme={theme}
              active={terminal.id === active?.id}
              searching={searching && terminal.id === active?.id}
              onSearching={setSearching}
              onTitle={(title) => setTitles((all) => ({ ...all, [terminal.id]: title }))}
              onGone={() => setGone((all) => new Set(all).add(terminal.id))}
              onScreen={(screen) => {
                if (!screen) return void screens.current.delete(terminal.id);
                screens.current.set(terminal.id, screen);
                if (focusSoon.current === terminal.id) screen.focus();
              }}
            />
            {isOver(terminal) && (
              <TerminalEnd
                exitCode={terminal.exitCode}
                onNew={() => {
                  onClose(terminal.id);
                  void open(terminal.name);
                }}
                onClose={() => onClose(terminal.id)}
              />
            )}
          </Tabs.Content>
        ))}
      </div>
    </Tabs.Root>
  );
}

/** The first free of "shell", "shell 2", "shell 3" ... */
function nextName(taken: string[]): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "shell" : `shell ${number}`;
    if (!taken.includes(name)) return name;
  }
}
