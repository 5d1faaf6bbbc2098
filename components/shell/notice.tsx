import type { ReactNode } from "react";
import { Logo } from "../controls/logo.tsx";

/** A page that has only one thing to say: what happened, and what to do now. */
export function Notice({
  title,
  body,
  detail,
  children,
}: {
  title: string;
  body: string;
  detail?: string;
  children?: ReactNode;
}) {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh place-items-center p-6 outline-none">
      <div className="max-w-md">
        <Logo size={36} />
        <h1 className="mt-5 text-balance font-semibold text-2xl tracking-tight">{title}</h1>
        <p className="mt-2 text-ink-soft leading-relaxed">{body}</p>
        {detail && <p className="mt-3 break-words rounded-md bg-sunken px-3 py-2 font-mono text-ink-soft text-xs">{detail}</p>}
        <div className="mt-6 flex flex-wrap gap-2">{children}</div>
      </div>
    </main>
  );
}
