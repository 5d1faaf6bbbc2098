import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { ReferencePage } from "../../../components/reference/reference-page.tsx";
import { toReferenceView } from "../../../lib/content/to-reference-view.ts";
import type { ReferenceView } from "../../../lib/contract/reference.ts";
import { library } from "../../library.ts";
import { PageFrame } from "../../page-frame.tsx";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, summary } = await load(params);
  return { title, description: summary };
}

export default async function Page({ params }: Props) {
  const page = await load(params);
  return (
    <PageFrame>
      <ReferencePage key={page.name} page={page} />
    </PageFrame>
  );
}

async function load(params: Props["params"]): Promise<ReferenceView> {
  const [content, locale, { name }] = await Promise.all([library().content(), getLocale(), params]);
  return toReferenceView(content, name, locale) ?? notFound();
}
