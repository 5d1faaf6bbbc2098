import { useTranslations } from "next-intl";

/** More is no answer to a question of a lesson. */
const MAX_CHARACTERS = 200;

/** One line to type an answer into, as it was typed: no keyboard corrects a command. */
export function TypedAnswer({
  value,
  outcome,
  onType,
}: {
  value: string;
  outcome: "right" | "wrong" | "open" | null;
  onType: (text: string) => void;
}) {
  const t = useTranslations("lesson");
  return (
    <input
      type="text"
      className="typed-answer"
      data-judged={outcome ?? undefined}
      aria-label={t("yourAnswer")}
      placeholder={t("yourAnswer")}
      aria-invalid={outcome === "wrong" || undefined}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      maxLength={MAX_CHARACTERS}
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
