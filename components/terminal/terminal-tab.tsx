"use client";

import { useTranslations } from "next-intl";
import { Tabs } from "radix-ui";
import { Icon } from "../controls/icon.tsx";

/** One tab. The cross is for the mouse; Delete does the same from the keyboard. */
export function TerminalTab({
  id,
  name,
  title,
  over,
  onClose,
}: {
  id: string;
  name: string;
  title: string;
  over: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("terminal");
  return (
    <Tabs.Trigger
      value={id}
      title={title || name}
      aria-keyshortcuts="Delete"
      data-terminal-tab={name}
      onKeyDown={(event) => {
        if (event.key === "Delete") onClose();
      }}
      className="group flex h-7 max-w-44 shrink-0 cursor-pointer items-center gap-1.5 rounded-md pr-1 pl-2 text-ink-soft text-xs hover:bg-sunken data-[state=active]:bg-surface data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:shadow-[inset_0_0_0_1px_var(--line)]"
    >
      <Icon name="terminal" size={13} className={over ? "text-bad" : "text-ink-faint"} />
      <span className={`truncate ${over ? "line-through" : ""}`}>{name}</span>
      <span
        aria-hidden="true"
        title={t("close")}
        className="grid size-5 place-items-center rounded text-ink-faint opacity-0 hover:bg-line hover:text-ink group-hover:opacity-100 group-data-[state=active]:opacity-100"
        onPointerDown={(event) => event.stopPropagation()}
        onMouseDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          onClose();
        }}
      >
        <Icon name="close" size={11} />
      </span>
    </Tabs.Trigger>
  );
}
