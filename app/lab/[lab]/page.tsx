import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getLocale } from "next-intl/server";
import { PANES_COOKIE, parsePanes } from "../../../components/workbench/panes.ts";
import { loadLesson } from "../../lessons.ts";
import { readTheme } from "../../theme.ts";
import { LabPage } from "./lab-page.tsx";

type Props = { params: Promise<{ lab: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lesson = await loadLesson((await params).lab, await getLocale());
  return { title: lesson.title, description: lesson.summary };
}

export default async function Page({ params }: Props) {
  const lesson = await loadLesson((await params).lab, await getLocale());
  return (
    <LabPage
      key={lesson.id}
      lesson={lesson}
      initialLayout={parsePanes((await cookies()).get(PANES_COOKIE)?.value)}
      theme={await readTheme()}
    />
  );
}
