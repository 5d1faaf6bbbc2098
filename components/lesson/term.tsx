"use client";

import { Popover } from "radix-ui";
import { type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";

/** Long enough to move the pointer from the word onto its explanation. */
const LINGER_MS = 180;

/** A word with its explanation: shown on hover, on focus and on tap; Escape or a look elsewhere closes it. The focus stays on the word. */
export function Term({ name, means, children }: { name: string; means: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const word = useRef<HTMLButtonElement>(null);
  const id = useId();
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stay = () => clearTimeout(leaving.current);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const hover = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== "mouse") return;
      stay();
      setOpen(true);
    },
    onPointerLeave: (event: PointerEvent) => {
      if (event.pointerType !== "mouse") return;
      stay();
      leaving.current = setTimeout(() => document.activeElement !== word.current && setOpen(false), LINGER_MS);
    },
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <button
          ref={word}
          type="button"
          className="term"
          data-term
          aria-expanded={open}
          aria-describedby={open ? id : undefined}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onClick={() => setOpen(true)}
          {...hover}
        >
          {children}
        </button>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          id={id}
          role="tooltip"
          className="term-means"
          side="top"
          sideOffset={6}
          collisionPadding={12}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => word.current?.contains(event.target as Node) && event.preventDefault()}
          {...hover}
        >
          <strong>{name}</strong> <span>{means}</span>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
