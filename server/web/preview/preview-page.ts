import { inLocale, type Locale, type Localized } from "../../../lib/contract/ids.ts";
import type { Listener } from "../../../lib/contract/sandboxd-protocol.ts";
import { pageTexts } from "./page-texts.ts";

/** Below this path a preview's host answers for itself; nothing of it reaches the student's server. */
export const RESERVED = "/.glassbox/";
export const STATE_PATH = `${RESERVED}state`;
export const ENTER_PATH = `${RESERVED}enter`;

/** What a page of ours says in place of a student's. */
export type PageWish =
  | { kind: "silent"; port: number; listeners: Listener[] }
  | { kind: "cut"; port: number }
  | { kind: "ended" | "closed" | "busy" | "away" };

const STATUS = { silent: 502, cut: 502, ended: 410, closed: 403, busy: 503, away: 503 } as const;
const LOOK_EVERY_MS = 1000;

/** Status and HTML. Of what came from a sandbox it shows numbers and addresses that were parsed, and nothing else. */
export function toPreviewPage(wish: PageWish, locale: Locale, nonce: string): { status: number; html: string } {
  const say = (text: Localized) => escapeHtml(inLocale(text, locale));
  const title = "port" in wish ? say(pageTexts[wish.kind].title(wish.port)) : say(pageTexts[wish.kind].title);
  const body = wish.kind === "silent" ? toSilence(wish, say, nonce) : `<p>${say(pageTexts[wish.kind].what)}</p>`;
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style nonce="${nonce}">${STYLE}</style></head>
<body data-preview-page="${wish.kind}"><main><h1>${title}</h1>${body}</main></body></html>`;
  return { status: STATUS[wish.kind], html };
}

function toSilence({ port, listeners }: PageWish & { kind: "silent" }, say: (text: Localized) => string, nonce: string): string {
  const texts = pageTexts.silent;
  const ports = [...new Set(listeners.map((one) => one.port))];
  const rows = ports.map((one) => {
    const at = listeners.filter((other) => other.port === one).map(({ address }) => escapeHtml(address));
    return `<li><b>${one}</b> <span>${at.join(", ")}</span></li>`;
  });
  return `<p>${say(ports.includes(port) ? texts.filtered : texts.what)}</p>
<p>${say(texts.command)}</p><pre><code>busybox httpd -f -p ${port}</code></pre>
<p>${say(ports.length > 0 ? texts.listening : texts.nothing)}</p>${ports.length > 0 ? `<ul>${rows.join("")}</ul>` : ""}
<p class="quiet" role="status">${say(texts.reloads)}</p>
<script nonce="${nonce}">
const look = () => fetch("${STATE_PATH}", { cache: "no-store" }).then((answer) => answer.json()).then(({ reload }) => reload && location.reload()).catch(() => {});
setInterval(look, ${LOOK_EVERY_MS});
</script>`;
}

/** Headers of our own pages: nothing runs or loads but what stands in them. */
export const toPageHeaders = (nonce: string, framers: string | null): Record<string, string> => ({
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": [
    ...[
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      `script-src 'nonce-${nonce}'`,
      "connect-src 'self'",
      "base-uri 'none'",
    ],
    ...["form-action 'none'", ...(framers === null ? [] : [`frame-ancestors 'self' ${framers}`])],
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
});

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:15px/1.55 system-ui,"Noto Sans SC",sans-serif;color:light-dark(#1d2433,#e3e7ef);background:light-dark(#fff,#14181f)}
main{max-width:34rem;margin:0 auto;padding:2.5rem 1.25rem}h1{font-size:1.2rem;line-height:1.35;margin:0 0 .75rem}
pre{padding:.6rem .8rem;border-radius:6px;overflow-x:auto;background:light-dark(#f1f3f7,#1f2530)}
ul{padding-left:1.2rem}.quiet,li span{color:light-dark(#566073,#a3adbf)}`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
