"use client";

import dynamic from "next/dynamic";

/** Fetched in an author's own instance only, so that a student's page is no larger for it. */
export const AuthorPanel = dynamic(
  () => import("../../../components/author/author-panel.tsx").then(({ AuthorPanel }) => AuthorPanel),
  {
    ssr: false,
  },
);
export const AuthorProblems = dynamic(
  () => import("../../../components/author/author-problems.tsx").then(({ AuthorProblems }) => AuthorProblems),
  { ssr: false },
);
