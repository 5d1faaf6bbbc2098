"use client";

import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { Button } from "../controls/button.tsx";
import { ConfirmDialog } from "../controls/confirm-dialog.tsx";
import { Icon } from "../controls/icon.tsx";

type Asked = "step" | "lab" | "stop" | null;

/**
 * Start the step or the whole lab over, or end the sandbox; each asks first, since each loses something. code: what the student is known by
 * to their instructor; null: not yet.
 */
export function StartOverMenu({
  disabled,
  code,
  stepHasSetup,
  onStep,
  onLab,
  onStop,
}: {
  disabled: boolean;
  code: string | null;
  stepHasSetup: boolean;
  onStep: () => void;
  onLab: () => void;
  onStop: () => void;
}) {
  const t = useTranslations("workbench.startOver");
  const [asked, setAsked] = useState<Asked>(null);
  const act = { step: onStep, lab: onLab, stop: onStop };
  const item =
    "flex cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-[13px] outline-none data-[disabled]:cursor-default data-[highlighted]:bg-sunken data-[disabled]:opacity-50";
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button look="quiet" size="icon" disabled={disabled} aria-label={t("menu")} title={t("menu")} data-action="start-over">
            <Icon name="restart" />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            className="z-40 min-w-52 rounded-lg border border-line-strong bg-raised p-1 shadow-(--shadow-raised)"
          >
            <DropdownMenu.Item className={item} disabled={!stepHasSetup} onSelect={() => setAsked("step")}>
              {t("step.item")}
            </DropdownMenu.Item>
            <DropdownMenu.Item className={item} onSelect={() => setAsked("lab")}>
              {t("lab.item")}
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="my-1 h-px bg-line" />
            <DropdownMenu.Item className={item} onSelect={() => setAsked("stop")}>
              {t("stop.item")}
            </DropdownMenu.Item>
            {code !== null && (
              <>
                <DropdownMenu.Separator className="my-1 h-px bg-line" />
                <DropdownMenu.Label className="px-2.5 py-1.5 text-ink-soft text-xs" data-code={code}>
                  {t("code", { code })}
                </DropdownMenu.Label>
              </>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={t(`${asked}.title`)}
          body={t(`${asked}.body`)}
          confirm={t(`${asked}.confirm`)}
          cancel={t("cancel")}
          onConfirm={() => {
            act[asked]();
            setAsked(null);
          }}
        />
      )}
    </>
  );
}
