import { createHash, randomBytes } from "node:crypto";
import type { Locale } from "../../../lib/contract/ids.ts";
import { createLabel } from "./preview-address.ts";

/** One port of one sandbox of one person, under a host name of its own. */
export type Preview = {
  readonly label: string;
  readonly person: string;
  readonly sandbox: string;
  readonly port: number;
  /** The language its owner reads. */
  locale: Locale;
  /** The origin of the lab's page, the only foreign one that may frame it. */
  labOrigin: string;
};

type Entry = Preview & { sessions: Set<string>; grants: Map<string, { to: string; until: number }>; usedAt: number };
export type PreviewWish = Pick<Preview, "person" | "sandbox" | "port" | "locale" | "labOrigin">;

/** A browser follows the address it was given at once. */
const GRANT_MS = 60_000;
const MOST_GRANTS = 8;
/** Browsers (and the partitions that one keeps for frames and for tabs) that one preview knows at once. */
const MOST_SESSIONS = 16;
/** Longer than any sandbox lives; until then its page says that it has ended. */
const LIFE_MS = 24 * 3600_000;
const MOST_PER_PERSON = 32;

/**
 * Who may see which preview. A host name is not enough: a browser needs this preview's cookie, which it gets once for a one-time grant, and
 * a grant is only ever given to the person whose sandbox it is, over their own socket. All of it is in memory: after a restart of web the
 * lab's page asks anew.
 */
export class Previews {
  readonly #byLabel = new Map<string, Entry>();
  readonly #byPlace = new Map<string, Entry>();

  /** The preview of this port, the same one as long as the sandbox is the same. */
  open(wish: PreviewWish, nowMs: number): Preview {
    const place = `${wish.person} ${wish.sandbox} ${wish.port}`;
    const known = this.#byPlace.get(place);
    if (known) {
      Object.assign(known, { locale: wish.locale, labOrigin: wish.labOrigin, usedAt: nowMs });
      return known;
    }
    this.#tidy(wish.person, nowMs);
    const entry: Entry = { ...wish, label: createLabel(), sessions: new Set(), grants: new Map(), usedAt: nowMs };
    this.#byPlace.set(place, entry);
    this.#byLabel.set(entry.label, entry);
    return entry;
  }

  get(label: string): Preview | null {
    return this.#byLabel.get(label) ?? null;
  }

  /** A secret that lets one browser in, once and soon; `to` is the path it is led to. */
  grant({ label }: Preview, to: string, nowMs: number): string {
    const grants = this.#byLabel.get(label)?.grants;
    const secret = createSecret();
    grants?.set(toHash(secret), { to, until: nowMs + GRANT_MS });
    for (const oldest of grants?.keys() ?? []) {
      if ((grants?.size ?? 0) <= MOST_GRANTS) break;
      grants?.delete(oldest);
    }
    return secret;
  }

  /** Spends a grant: the cookie's value and where to go; null when it is not one of this preview, is spent or too old. */
  redeem(label: string, secret: string, nowMs: number): { session: string; to: string } | null {
    const entry = this.#byLabel.get(label);
    const hash = toHash(secret);
    const grant = entry?.grants.get(hash);
    if (!entry || !grant) return null;
    entry.grants.delete(hash);
    if (grant.until < nowMs) return null;
    const session = createSecret();
    entry.sessions.add(toHash(session));
    for (const oldest of entry.sessions) {
      if (entry.sessions.size <= MOST_SESSIONS) break;
      entry.sessions.delete(oldest);
    }
    return { session, to: grant.to };
  }

  /** The preview, for a browser that has its cookie; null for everybody else, whether there is such a preview or not. */
  admit(label: string, session: string | null, nowMs: number): Preview | null {
    const entry = this.#byLabel.get(label);
    // Hashes are looked up, so that timing says nothing of the secret.
    if (!entry || session === null || !entry.sessions.has(toHash(session))) return null;
    entry.usedAt = nowMs;
    return entry;
  }

  #tidy(person: string, nowMs: number): void {
    for (const entry of this.#byLabel.values()) if (entry.usedAt + LIFE_MS < nowMs) this.#drop(entry);
    const theirs = [...this.#byLabel.values()].filter((entry) => entry.person === person).sort((a, b) => a.usedAt - b.usedAt);
    for (const entry of theirs.slice(0, Math.max(0, theirs.length - MOST_PER_PERSON + 1))) this.#drop(entry);
  }

  #drop(entry: Entry): void {
    this.#byLabel.delete(entry.label);
    this.#byPlace.delete(`${entry.person} ${entry.sandbox} ${entry.port}`);
  }
}

const createSecret = (): string => randomBytes(16).toString("base64url");
const toHash = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
