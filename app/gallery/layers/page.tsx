import { notFound } from "next/navigation";
import { LayersGallery } from "./layers-gallery.tsx";

export const dynamic = "force-dynamic";

/** The Layers diagram over recorded views with a stopped clock, for eyes and screenshots. Only with GLASSBOX_GALLERY=1. */
export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  if (process.env.GLASSBOX_GALLERY !== "1") notFound();
  const { only, locale, theme, step } = await searchParams;
  const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
  return (
    <LayersGallery
      only={one(only) ?? null}
      locale={one(locale) === "zh-CN" ? "zh-CN" : "en"}
      theme={one(theme) === "dark" ? "dark" : "light"}
      step={Number(one(step) ?? 0) || 0}
    />
  );
}
