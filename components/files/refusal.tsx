"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { FileRefused } from "../../lib/contract/files.ts";
import type { PortFailure } from "./files-port.ts";

/** The sentence with its cure for what could not be done; the kernel's own words only where we have none. */
export function useRefusal(): (answer: FileRefused | PortFailure) => string {
  const t = useTranslations("files.refused");
  return useCallback(
    (answer) => (answer.kind === "failed" ? answer.error : t(answer.code, { detail: answer.detail || "?" })),
    [t],
  );
}
