import type { ButtonHTMLAttributes } from "react";

const LOOKS = {
  primary: "bg-accent text-on-accent border-transparent hover:bg-accent-strong",
  plain: "bg-raised text-ink border-line-strong hover:bg-sunken",
  quiet: "bg-transparent text-ink-soft border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-bad text-surface border-transparent hover:opacity-90",
} as const;

const SIZES = {
  normal: "h-8 px-3 text-[13px]",
  small: "h-7 px-2 text-xs",
  icon: "size-8 justify-center",
  "icon-small": "size-7 justify-center",
} as const;

export type ButtonLook = keyof typeof LOOKS;
export type ButtonSize = keyof typeof SIZES;

/** The look of every button and button-like link: one place, so that they stay alike. */
export const buttonClass = (look: ButtonLook = "plain", size: ButtonSize = "normal"): string =>
  `inline-flex shrink-0 cursor-pointer select-none items-center gap-1.5 whitespace-nowrap rounded-md border font-medium transition-colors disabled:cursor-default disabled:opacity-50 ${LOOKS[look]} ${SIZES[size]}`;

export function Button({
  look = "plain",
  size = "normal",
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; size?: ButtonSize }) {
  return <button type="button" className={`${buttonClass(look, size)} ${className ?? ""}`} {...rest} />;
}
