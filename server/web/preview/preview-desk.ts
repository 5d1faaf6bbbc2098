import type { Locale } from "../../../lib/contract/ids.ts";
import { Refusal } from "../refusal.ts";
import { texts } from "../texts.ts";
import { isLoopbackOrigin, type PreviewAddress, toOrigin } from "./preview-address.ts";
import { ENTER_PATH } from "./preview-page.ts";
import type { Previews } from "./previews.ts";

/** Who asks: a tab, or an instructor's page. origin: of the page they are at. */
export type PreviewVisitor = { person: string; origin: string; locale: Locale };

/** Hands out addresses of previews. That the sandbox is the visitor's own, or the visitor an instructor, whoever calls has made sure of. */
export class PreviewDesk {
  readonly #previews: Previews;
  /** Where previews are for a page that was called by a name of this machine, and for every other page; null: nowhere. */
  readonly #addresses: { local: PreviewAddress; configured: PreviewAddress | null };

  constructor(previews: Previews, addresses: { local: PreviewAddress; configured: PreviewAddress | null }) {
    this.#previews = previews;
    this.#addresses = addresses;
  }

  /** @throws Refusal where the lab is called by a name below which previews can have none of their own */
  open(visitor: PreviewVisitor, sandbox: string, { port, path }: { port: number; path: string }): { url: string } {
    const { local, configured } = this.#addresses;
    const address = configured ?? (isLoopbackOrigin(visitor.origin) ? local : null);
    if (address === null) throw new Refusal("unavailable", texts.noPreviewAddress);
    const now = Date.now();
    const preview = this.#previews.open(
      { person: visitor.person, sandbox, port, locale: visitor.locale, labOrigin: visitor.origin },
      now,
    );
    const grant = this.#previews.grant(preview, path, now);
    return { url: `${toOrigin(address, preview.label)}${ENTER_PATH}?grant=${grant}` };
  }
}
