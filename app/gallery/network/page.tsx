import { notFound } from "next/navigation";
import { NetworkGallery } from "./network-gallery.tsx";

export const dynamic = "force-dynamic";

/** The Network diagram over views made by hand, with a stopped clock, for eyes and screenshots. Only with GLASSBOX_GALLERY=1. */
export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  if (process.env.GLASSBOX_GALLERY !== "1") notFound();
  const { only, locale, theme, step, height } = await searchParams;
  const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
  return (
    <NetworkGallery
      only={one(only) ?? null}
      locale={one(locale) === "zh-CN" ? "zh-CN" : "en"}
      theme={one(theme) === "dark" ? "dark" : "light"}
      step={Number(one(step) ?? 0) || 0}
      height={Number(one(height) ?? 0) || 520}
    />
  );
}
