"use client";

import { useCallback, useEffect } from "react";
import { preparePrint } from "../../../components/lesson/prepare-print.ts";

/** How to print the lesson with all that is folded in it. Where the browser's own menu is used, what must be fetched may come too late. */
export function usePrint(): () => void {
  useEffect(() => {
    const paper = window.matchMedia("print");
    const onPaper = () => void (paper.matches && preparePrint());
    paper.addEventListener("change", onPaper);
    return () => paper.removeEventListener("change", onPaper);
  }, []);
  return useCallback(() => void preparePrint().then(() => window.print()), []);
}
