"use client";

import { useTranslations } from "next-intl";
import type { AuthorProblem } from "../../lib/contract/author-protocol.ts";
import { Icon } from "../controls/icon.tsx";

/** What is wrong with the lab, as npm run lab -- check says it. Nothing where nothing is. */
export function AuthorProblems({ problems }: { problems: readonly AuthorProblem[] }) {
  const t = useTranslations("author.problems");
  return (
    <section className="author-problems" aria-live="polite" data-author-problems={problems.length}>
      {problems.length > 0 && (
        <>
          <h2>
            <Icon name="warning" size={14} /> {t("title", { count: problems.length })}
          </h2>
          <ul>
            {problems.map(({ file, line, message, cure }) => (
              <li key={`${file}:${line}:${message}`}>
                <code>
                  {file}:{line}
                </code>{" "}
                {message}: {cure}.
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
