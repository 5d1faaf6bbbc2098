"use client";

import type { Element, Root } from "hast";
import { useTranslations } from "next-intl";
import { Tabs } from "radix-ui";
import { type ReactNode, useMemo } from "react";
import { chooseTab, parsePicked, pickTab } from "./choose-tab.ts";
import { hastData } from "./hast-text.ts";
import { useStored } from "./use-stored.ts";

const KEY = "gb:tabs";

/** The same thing said for several cases; who picks cgroup v1 once sees it in all tabs of that name, here and in later lessons. */
export function TabsBlock({ node, render }: { node: Element; render: (tree: Root) => ReactNode }) {
  const t = useTranslations("lesson");
  const [raw, store] = useStored(KEY);
  const picked = useMemo(() => parsePicked(raw), [raw]);
  const tabs = node.children.filter(
    (child): child is Element => child.type === "element" && hastData(child, "dataName") !== undefined,
  );
  const names = tabs.map((tab) => hastData(tab, "dataName") ?? "");
  // The value becomes part of an id, which may have no spaces; a name may.
  const chosen = String(names.indexOf(chooseTab(names, picked) ?? ""));
  const pick = (name: string) => store(JSON.stringify(pickTab(picked, name)));
  return (
    <Tabs.Root
      data-block="tabs"
      className="lesson-tabs"
      value={chosen}
      onValueChange={(value) => pick(names[Number(value)] ?? "")}
    >
      <Tabs.List aria-label={t("tabs")} className="lesson-tab-list">
        {names.map((name, index) => (
          <Tabs.Trigger key={name} value={String(index)} className="lesson-tab">
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map((tab, index) => (
        <Tabs.Content key={names[index]} value={String(index)} forceMount data-name={names[index]} className="lesson-tab-text">
          {render({ type: "root", children: tab.children })}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
