"use client";

import type { MouseEvent, ReactNode } from "react";
import { showAnchor } from "./anchor.ts";

/** A link of the text: to a place on this page it goes itself, to another step of this lab the page turns, and all else opens beside. */
export function TextLink({
  href,
  children,
  ...rest
}: {
  href: string | undefined;
  children: ReactNode;
  "aria-label"?: string;
  className?: string;
}) {
  const here = href?.startsWith("#");
  const follow = (event: MouseEvent) => {
    if (href === undefined || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(href, window.location.href);
    if (to.origin !== window.location.origin || to.pathname !== window.location.pathname) return;
    event.preventDefault();
    window.history.pushState(null, "", to);
    showAnchor(to.hash);
  };
  return (
    <a href={href} onClick={follow} {...(here ? {} : { target: "_blank", rel: "noopener noreferrer" })} {...rest}>
      {children}
    </a>
  );
}
