"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { useRef } from "react";
import { Button } from "../controls/button.tsx";
import { Icon } from "../controls/icon.tsx";
import { type Chord, keysOf, SHORTCUTS, type Shortcut, type ShortcutPlace } from "./shortcuts.ts";

/** All keys at a glance. Esc closes it, and the focus goes back to where it was. */
export function ShortcutMap({
  open,
  onOpenChange,
  singleKeys,
  onSingleKeys,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
}) {
  const t = useTranslations("shortcuts");
  const before = useRef<Element | null>(null);
  const words = t as unknown as (key: string) => string;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-(--scrim)" />
        <Dialog.Content
          aria-describedby={undefined}
          data-shortcut-map
          onOpenAutoFocus={() => {
            before.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            // There is no button that opened it, to which the focus would go back by itself.
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
          className="shortcut-map fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[min(46rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-raised p-5 shadow-(--shadow-raised)"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title className="font-semibold text-base">{t("title")}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" size="icon" aria-label={t("close")}>
                <Icon name="close" />
              </Button>
            </Dialog.Close>
          </div>
          <div className="shortcut-places">
            {(Object.keys(SHORTCUTS) as ShortcutPlace[]).map((place) => (
              <section key={place} aria-label={words(`places.${place}.name`)}>
                <h3>{words(`places.${place}.name`)}</h3>
                <dl>
                  {shortcutsOf(place).map(({ id, chords }) => (
                    <div key={id}>
                      <dt>{words(`places.${place}.${id}`)}</dt>
                      <dd>
                        <Chords chords={chords} />
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <label className="mt-4 flex items-center gap-2 border-line border-t pt-3 text-ink-soft text-sm">
            <input type="checkbox" checked={singleKeys} onChange={(event) => onSingleKeys(event.currentTarget.checked)} />
            {t("single")}
          </label>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const shortcutsOf = (place: ShortcutPlace): readonly Shortcut[] => SHORTCUTS[place];

function Chords({ chords }: { chords: readonly Chord[] }) {
  const mac = navigator.platform.startsWith("Mac");
  return chords.map((chord) => (
    <span key={chord.key} className="chord">
      {keysOf(chord, mac).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  ));
}
