"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { remember } from "./remember.ts";
import { nextTheme, THEME_COOKIE, type Theme } from "./theme.ts";

const ICONS = { system: "system", light: "sun", dark: "moon" } as const;

/** Cycles system, light, dark. Acts at once on <html>, and the cookie makes the server agree. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations("app.theme");
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    remember(THEME_COOKIE, next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  const label = t("switch", { now: t(theme), next: t(nextTheme(theme)) });
  return (
    <Button
      look="quiet"
      size="icon"
      data-action="switch-theme"
      aria-label={label}
      title={label}
      onClick={() => choose(nextTheme(theme))}
    >
      <Icon name={ICONS[theme]} />
    </Button>
  );
}
