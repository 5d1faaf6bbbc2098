"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type FileName, shownPath, textOf, toFileName } from "../../lib/contract/file-path.ts";
import { Button } from "../controls/button.tsx";

/** Asks for a name: Enter takes it, Escape does not. */
export function NameForm({
  label,
  confirm,
  from,
  onName,
  onCancel,
}: {
  label: string;
  confirm: string;
  /** The name so far; one that is no text starts empty. */
  from?: FileName;
  onName: (name: FileName) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("files");
  const id = useId();
  const [text, setText] = useState(from === undefined ? "" : (textOf(from) ?? ""));
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="files-name"
      onSubmit={(event) => {
        event.preventDefault();
        const name = toFileName(text);
        if (name) onName(name);
        else setWrong(true);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <label htmlFor={id}>{from === undefined ? label : `${label}: ${shownPath(from)}`}</label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type a name
        autoFocus
        value={text}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <Button type="submit" look="primary" size="small" data-action="take-name">
        {confirm}
      </Button>
      <Button size="small" onClick={onCancel}>
        {t("cancel")}
      </Button>
      {wrong && (
        <p id={`${id}-wrong`} role="alert">
          {t("badName")}
        </p>
      )}
    </form>
  );
}
