import type { IncomingHttpHeaders } from "node:http";
import { decideOrigin, type OriginRule } from "./allowed-origin.ts";

/**
 * Whether a request comes from our own pages, or was typed by a person. Browsers send cookies along with what other pages ask for, those of
 * other ports of this host (same-site) included, and a student's page is one of those: what reveals or changes something asks this first.
 */
export function isOwnRequest(headers: IncomingHttpHeaders, rule: OriginRule): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Browsers say Sec-Fetch-Site to https and to this machine only (Fetch Metadata, 2.1); Origin they say wherever an answer could be read.
  return headers.origin === undefined || decideOrigin(headers.origin, headers.host, rule).allowed;
}

/** Whether a browser is being led to a page, by whatever link: its own window shows the answer. */
export const isVisit = (headers: IncomingHttpHeaders): boolean =>
  headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
