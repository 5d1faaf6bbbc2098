import { z } from "zod";

/** A sandbox id: 12 lowercase base32 characters, unguessable, safe in paths, cgroup and link names. */
export const SandboxId = z.string().regex(/^[a-z2-7]{12}$/);
export type SandboxId = z.infer<typeof SandboxId>;

/** A terminal id: SANDBOX.NUMBER, numbers are never reused within one sandbox. */
export const TerminalId = z.string().regex(/^[a-z2-7]{12}\.[0-9]{1,9}$/);
export type TerminalId = z.infer<typeof TerminalId>;

/** The folder beside the labs that holds reference pages. */
export const REFERENCE_FOLDER = "reference";

/** A lab's id is its folder's name; the one of the reference pages is taken. */
export const LabId = z
  .string()
  .regex(/^(?!reference$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(64);
export type LabId = z.infer<typeof LabId>;

/** A step id is its folder name: 02-copy-up. */
export const StepId = z
  .string()
  .regex(/^[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64);
export type StepId = z.infer<typeof StepId>;

export const LOCALES = ["en", "zh-CN"] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

/** One text in every language; English is always there and is what a missing language falls back to. */
export const Localized = z.object({ en: z.string(), "zh-CN": z.string().optional() });
export type Localized = z.infer<typeof Localized>;

/** Picks the text for a language, English where it has none. */
export const inLocale = (text: Localized, locale: Locale): string => text[locale] ?? text.en;
