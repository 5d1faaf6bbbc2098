import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SearchPlace } from "./search-place.tsx";
import { readTheme } from "./theme.ts";
import "./globals.css";
import "./author.css";
import "./prose.css";
import "./code-colours.css";
import "./code-blocks.css";
import "./lesson-blocks.css";
import "./workbench.css";
import "./reference.css";
import "./search.css";
import "./print.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return {
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("what"),
    icons: { icon: "/favicon.svg" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f6f3" },
    { media: "(prefers-color-scheme: dark)", color: "#121316" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await readTheme();
  const t = await getTranslations("app");
  return (
    <html lang={await getLocale()} data-theme={theme === "system" ? undefined : theme} suppressHydrationWarning>
      <body>
        <a href="#main" className="skip-link">
          {t("skip")}
        </a>
        <NextIntlClientProvider>
          <SearchPlace>{children}</SearchPlace>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
