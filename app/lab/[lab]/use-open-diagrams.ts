"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { firstDiagrams, type OpenDiagrams, showDiagram } from "../../../components/workbench/open-diagrams.ts";
import type { DiagramKind } from "../../../lib/contract/lab.ts";
import type { LessonView } from "../../../lib/contract/lesson-view.ts";

type Focus = Readonly<Partial<Record<DiagramKind, string>>>;

/** Which diagrams are open and what each looks at first: what the lab says (anew, where it was edited), until the student or the text says otherwise. */
export function useOpenDiagrams({ diagrams }: LessonView) {
  const [open, setOpen] = useState<OpenDiagrams>(() => firstDiagrams(diagrams.map(({ kind }) => kind)));
  const first = useMemo<Focus>(
    () => Object.fromEntries(diagrams.flatMap(({ kind, focus }) => (focus === undefined ? [] : [[kind, focus]]))),
    [diagrams],
  );
  const said = JSON.stringify(diagrams);
  const before = useRef(said);
  useEffect(() => {
    if (before.current === said) return;
    before.current = said;
    setOpen(firstDiagrams((JSON.parse(said) as LessonView["diagrams"]).map(({ kind }) => kind)));
    setPointed({});
  }, [said]);
  const [pointed, setPointed] = useState<Focus>({});
  const show = useCallback((kind: DiagramKind, focus: string | undefined) => {
    setOpen((now) => showDiagram(now, kind));
    if (focus !== undefined) setPointed((now) => ({ ...now, [kind]: focus }));
  }, []);
  const focus = useMemo(() => ({ ...first, ...pointed }), [first, pointed]);
  return { open, setOpen, focus, show };
}
