import { parsePreviewLink } from "../../../lib/contract/preview-link.ts";
import type { Lost } from "./not-carried.ts";

export type Tell = (kind: Lost, what: string, cure: string) => void;

/** {{TRAFFIC_HOST1_80}}, Katacoda's https://[[HOST_SUBDOMAIN]]-80-[[KATACODA_HOST]]..., and an address with [[HOST_IP]]. */
const ADDRESS = [
  String.raw`\{\{\s*TRAFFIC_HOST(?<trafficHost>\d+)_(?<trafficPort>\d+)\s*\}\}`,
  String.raw`https?:\/\/\[\[(?:HOST|CLIENT)(?<oldHost>\d*)_SUBDOMAIN\]\]-(?<oldPort>\d+)-\[\[KATACODA_(?:HOST|DOMAIN)\]\](?:\.environments\.katacoda\.com)?`,
  String.raw`https?:\/\/\[\[HOST(?<ipHost>\d*)_IP\]\](?::(?<ipPort>\d+))?`,
].join("|");
const LINK = new RegExp(String.raw`\]\(\s*<?(?:${ADDRESS})(?<path>[^\s)>]*)>?(?<title>\s+"[^"\n]*")?\s*\)`, "g");
const BARE = new RegExp(String.raw`<?(?:${ADDRESS})(?<path>\/[^\s)>\]"'|]*)?>?`, "g");
const SELECTOR = /\[([^\]\n]*)\]\(\s*<?\{\{\s*TRAFFIC_SELECTOR\s*\}\}>?\s*\)/g;
const NAME =
  /\[\[((?:HOST|CLIENT)\d*_(?:IP|SUBDOMAIN)|KATACODA_[A-Z]+|UUID\d*|HOSTNAME\d*)\]\]|\{\{\s*(TRAFFIC_[A-Z0-9_]+)\s*\}\}/g;

type Groups = Record<string, string | undefined>;

/** Text outside code: addresses of the machine become links that open a port in the preview. */
export function convertPlaces(text: string, lost: Tell): string {
  return convertNames(
    text
      .replace(SELECTOR, (_all, words: string) => {
        lost(
          "traffic-selector",
          "there is no page to choose a port on",
          "the link became text: name the port, as in [words](preview:80)",
        );
        return words;
      })
      .replace(LINK, (...match) => {
        const { url } = toPreview(match.at(-1) as Groups, lost);
        return `](${url}${(match.at(-1) as Groups).title ?? ""})`;
      })
      .replace(BARE, (...match) => {
        const { url, port } = toPreview(match.at(-1) as Groups, lost);
        return `[port ${port}](${url})`;
      }),
    lost,
  );
}

/** Inside a command the learner's own machine is localhost. */
export function convertPlacesInCode(code: string, lost: Tell): string {
  const converted = code.replace(BARE, (...match) => {
    const { port, path } = toPlace(match.at(-1) as Groups, lost);
    const url = `http://localhost:${port}${path}`;
    lost("address-in-code", "an address of the machine stands in code", `it became ${url}: look whether that is meant`);
    return url;
  });
  return convertNames(converted, lost);
}

function toPlace(groups: Groups, lost: Tell): { port: string; path: string } {
  const host = Number(groups.trafficHost || groups.oldHost || groups.ipHost || "1");
  if (host > 1)
    lost(
      "other-host-address",
      `host ${host} does not exist, a lab has one sandbox`,
      "the same port of this one is meant now: correct the text",
    );
  return { port: groups.trafficPort ?? groups.oldPort ?? groups.ipPort ?? "80", path: groups.path ?? "" };
}

function toPreview(groups: Groups, lost: Tell): { url: string; port: string } {
  const { port, path } = toPlace(groups, lost);
  const url = `preview:${port}${path === "" || path.startsWith("/") ? path : `/${path}`}`;
  if (typeof parsePreviewLink(url) !== "string") return { url, port };
  lost("strange-address", `the address ${url} cannot be opened in the preview`, "only its port was kept");
  return { url: `preview:${port}`, port };
}

function convertNames(text: string, lost: Tell): string {
  return text.replace(NAME, (all: string, name?: string, traffic?: string) => {
    if (name !== undefined && /^HOST1?_IP$/.test(name)) {
      lost("own-address", `${all} is the machine's own address`, "it became 127.0.0.1: look whether that is meant");
      return "127.0.0.1";
    }
    lost("no-value", `${traffic ?? name} has no value here`, "it was left as it is: put in what is meant");
    return all;
  });
}
