"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { AuthorProblems } from "../../../components/author/author-problems.tsx";
import { AppHeader } from "../../../components/shell/app-header.tsx";
import type { Theme } from "../../../components/shell/theme.ts";
import type { AuthorProblem } from "../../../lib/contract/author-protocol.ts";
import { LOCALE_COOKIE } from "../../../lib/contract/pick-locale.ts";

/** The lab has no session yet that could tell: look for what was saved. */
const LOOK_MS = 500;

/** In place of a lab with errors, for its author. */
export function BrokenLab({ problems, theme }: { problems: AuthorProblem[]; theme: Theme }) {
  const t = useTranslations("author.problems");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div className="flex min-h-dvh flex-col">
      <AppHeader theme={theme} localeCookie={LOCALE_COOKIE} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-4xl flex-1 px-5 py-10 outline-none" data-broken-lab>
        <h1 className="font-semibold text-2xl">{t("broken")}</h1>
        <p className="mt-2 mb-6 text-ink-soft">{t("brokenBody")}</p>
        <div className="overflow-hidden rounded-lg border border-line">
          <AuthorProblems problems={problems} />
        </div>
        <p className="mt-6">
          <Link href="/" className="text-accent underline">
            {t("home")}
          </Link>
        </p>
      </main>
    </div>
  );
}
