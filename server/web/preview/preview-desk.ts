import { Refusal } from "../refusal.ts";
import type { Tab } from "../tabs/tab.ts";
import { texts } from "../texts.ts";
import { isLoopbackOrigin, type PreviewAddress, toOrigin } from "./preview-address.ts";
import { ENTER_PATH } from "./preview-page.ts";
import type { Previews } from "./previews.ts";

/** Hands out addresses of previews to tabs of the person whose sandbox it is. */
export class PreviewDesk {
  readonly #previews: Previews;
  /** Where previews are for a page that was called by a name of this machine, and for every other page; null: nowhere. */
  readonly #addresses: { local: PreviewAddress; configured: PreviewAddress | null };

  constructor(previews: Previews, addresses: { local: PreviewAddress; configured: PreviewAddress | null }) {
    this.#previews = previews;
    this.#addresses = addresses;
  }

  /** @throws Refusal where the lab is called by a name below which previews can have none of their own */
  open(tab: Tab, sandbox: string, { port, path }: { port: number; path: string }): { url: string } {
    const { local, configured } = this.#addresses;
    const address = configured ?? (isLoopbackOrigin(tab.origin) ? local : null);
    if (address === null) throw new Refusal("unavailable", texts.noPreviewAddress);
    const now = Date.now();
    const preview = this.#previews.open({ person: tab.person, sandbox, port, locale: tab.locale, labOrigin: tab.origin }, now);
    const grant = this.#previews.grant(preview, path, now);
    return { url: `${toOrigin(address, preview.label)}${ENTER_PATH}?grant=${grant}` };
  }
}
