import { createHash, randomBytes } from "node:crypto";

const NAME = "gb_person";
/**
 * Over https browsers keep a cookie of this name only from its own host and for all of it (RFC 6265bis, 4.1.3.2): a student's page on a
 * neighbouring host name, a preview for one, cannot put another in its place by setting Domain or Path.
 */
const SECURE_NAME = `__Host-${NAME}`;
/** 128 random bits, base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
const ONE_YEAR_SECONDS = 365 * 24 * 3600;

export const createPersonToken = (): string => randomBytes(16).toString("base64url");

/** The person's secret from a Cookie header; null where there is none or it is not one of ours. */
export function parsePersonToken(cookieHeader: string | undefined): string | null {
  const value = parseCookie(cookieHeader, SECURE_NAME) ?? parseCookie(cookieHeader, NAME);
  return value !== null && TOKEN.test(value) ? value : null;
}

/** The first cookie of this name; null where there is none. */
export function parseCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** Lax, so that a link to a lab from a mail or a course page finds its owner; the socket's origin check does what Strict would. */
export const toPersonCookie = (token: string, { secure }: { secure: boolean }): string =>
  `${secure ? SECURE_NAME : NAME}=${token}; Path=/; Max-Age=${ONE_YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

/**
 * Who a token belongs to. The id is a hash of the secret: it goes into the database, the logs and to sandboxd as the owner, and none of them
 * can be turned back into a cookie. 128 random bits need no salt or slow hash, and looking a hash up leaks no timing of the secret itself.
 */
export const toPersonId = (token: string): string => createHash("sha256").update(token).digest("base64url").slice(0, 22);
