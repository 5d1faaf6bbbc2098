import { randomBytes } from "node:crypto";

/**
 * Where previews are. Every preview (one person, one sandbox, one port) has a host name of its own below `suffix`, so that it is an origin
 * of its own: neither the lab's pages nor another preview is same-origin with it, absolute links (/style.css) and relative ones work without
 * rewriting a byte of the student's page, and its cookies and storage are its own.
 */
export type PreviewAddress = { scheme: "http" | "https"; suffix: string; port: string };

/** 130 random bits in letters that a host name may have. */
const LABEL = /^[a-z2-7]{26}$/;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

export const createLabel = (): string => Array.from(randomBytes(26), (byte) => ALPHABET[byte % 32]).join("");

/** Names below localhost are this machine for every browser that follows RFC 6761: Chromium and Firefox ask no name server for them. */
export const LOCAL_SUFFIX = ".localhost";

/**
 * GLASSBOX_PREVIEW_ORIGIN taken apart: https://*.preview.example.edu or http://*.name:8001.
 * @throws Error that says what it should be
 */
export function parsePreviewOrigin(text: string): PreviewAddress {
  const match = /^(https?):\/\/\*(\.[a-z0-9-]+(?:\.[a-z0-9-]+)*)(:\d{1,5})?\/?$/i.exec(text);
  if (!match) throw new Error("an address with * for the name of each preview, such as https://*.preview.example.edu");
  return { scheme: match[1]!.toLowerCase() as "http" | "https", suffix: match[2]!.toLowerCase(), port: match[3] ?? "" };
}

export const toOrigin = ({ scheme, suffix, port }: PreviewAddress, label: string): string =>
  `${scheme}://${label}${suffix}${port}`;

/** What the lab's pages may frame, as a source of a content security policy. */
export const toFrameSource = (address: PreviewAddress): string => toOrigin(address, "*");

/** The label in a Host header when that is the name of a preview; null for any other name. The port is the business of whoever forwards it. */
export function parsePreviewHost(host: string | undefined, suffix: string): string | null {
  const name = (host ?? "").toLowerCase().replace(/:\d{1,5}$/, "");
  if (!name.endsWith(suffix)) return null;
  const label = name.slice(0, -suffix.length);
  return LABEL.test(label) ? label : null;
}

/** Whether a host name that a lab's page was called by means this machine, where names below localhost lead as well. */
export function isLoopbackOrigin(origin: string): boolean {
  const name = URL.canParse(origin) ? new URL(origin).hostname : "";
  return name === "localhost" || name === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(name);
}
