"use client";

import "@xterm/xterm/css/xterm.css";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ConfirmDialog } from "../controls/confirm-dialog.tsx";
import type { Screen } from "./screen.ts";
import { SearchBar } from "./search-bar.tsx";
import type { TerminalPort } from "./terminal-port.ts";

/** One shell's screen. Keeps its contents while hidden; xterm.js is loaded when the first one is shown. */
export function TerminalView({
  port,
  label,
  theme,
  active,
  searching,
  onSearching,
  onTitle,
  onGone,
  onScreen,
}: {
  port: TerminalPort;
  label: string;
  theme: "light" | "dark";
  active: boolean;
  searching: boolean;
  onSearching: (open: boolean) => void;
  onTitle: (title: string) => void;
  onGone: () => void;
  onScreen: (screen: Screen | null) => void;
}) {
  const t = useTranslations("terminal");
  const element = useRef<HTMLDivElement>(null);
  const [screen, setScreen] = useState<Screen | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const announce = useEffectEvent((next: Screen | null) => {
    setScreen(next);
    onScreen(next);
  });
  const create = useEffectEvent(async (target: HTMLElement, wanted: () => boolean) => {
    const { createScreen } = await import("./screen.ts");
    if (!wanted()) return null;
    return createScreen(target, port, theme, label, {
      onTitle,
      onGone,
      onSearch: () => onSearching(true),
      onHiddenLink: setLink,
    });
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another port is another shell and needs another screen
  useEffect(() => {
    let wanted = true;
    let created: Screen | null = null;
    const target = element.current;
    if (!target) return;
    void create(target, () => wanted).then((made) => {
      created = made;
      if (made) announce(made);
    });
    return () => {
      wanted = false;
      created?.dispose();
      announce(null);
    };
  }, [port]);

  useEffect(() => screen?.setTheme(theme), [screen, theme]);
  useEffect(() => {
    if (active) screen?.fit();
  }, [active, screen]);

  return (
    <div className="relative size-full">
      {/* xterm fits itself to the whole box of its parent, padding included: the padding belongs to the box around it. */}
      <div data-terminal-screen className="absolute inset-0 py-1.5 pl-2.5">
        <div ref={element} className="size-full overflow-clip" />
      </div>
      {searching && screen && (
        <SearchBar
          search={screen.search}
          onClose={() => {
            onSearching(false);
            screen.focus();
          }}
        />
      )}
      <ConfirmDialog
        open={link !== null}
        onOpenChange={(open) => !open && setLink(null)}
        title={t("link.title")}
        body={link ?? ""}
        confirm={t("link.open")}
        cancel={t("link.cancel")}
        onConfirm={() => {
          if (link) void import("./screen.ts").then(({ openLink }) => openLink(link));
        }}
      />
    </div>
  );
}
