"use client";

import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";

/** For how long a button says that it copied, in ms. */
const SAID_MS = 2000;

/** Copies a text; `copied` is true for a moment afterwards, if the browser let us. */
export function useCopied(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy: (text) => void copyText(text).then(setCopied) };
}
