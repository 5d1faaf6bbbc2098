import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getLocale } from "next-intl/server";
import { PANES_COOKIE, parsePanes } from "../../../components/workbench/panes.ts";
import { isAuthors, loadLesson, loadOffers, loadProblems } from "../../lessons.ts";
import { readTheme } from "../../theme.ts";
import { BrokenLab } from "./broken-lab.tsx";
import { LabPage } from "./lab-page.tsx";

type Props = { params: Promise<{ lab: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await loadProblems((await params).lab)) !== null) return { title: (await params).lab };
  const lesson = await loadLesson((await params).lab, await getLocale());
  return { title: lesson.title, description: lesson.summary };
}

export default async function Page({ params }: Props) {
  const problems = await loadProblems((await params).lab);
  if (problems !== null) return <BrokenLab problems={problems} theme={await readTheme()} />;
  const lesson = await loadLesson((await params).lab, await getLocale());
  return (
    <LabPage
      key={lesson.id}
      lesson={lesson}
      offers={await loadOffers(await getLocale())}
      initialLayout={parsePanes((await cookies()).get(PANES_COOKIE)?.value)}
      theme={await readTheme()}
      author={isAuthors()}
    />
  );
}
