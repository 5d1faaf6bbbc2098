/**
 * The text of every rule that "nft --stateless --handle list ruleset" printed, by "table handle/rule handle": a table's handle is unique in
 * its namespace, a rule's in its table. Rules may go over several lines; those that continue one are indented more.
 *
 * nft prints names and comments as they are, line ends and all. Null where a listing could be meant otherwise than it looks: two rules with one
 * handle, or a line that is no rule's, no chain's and no continuation.
 */
export function parseNftListing(listing: string): Map<string, string> | null {
  const rules = new Map<string, string>();
  let table = "";
  let inChain = false;
  let open: string[] = [];
  for (const line of listing.split("\n")) {
    const head = /^table .*\{ # handle (\d+)$/.exec(line);
    if (head) table = head[1]!;
    if (/^\t?\S/.test(line)) {
      if (open.length > 0) return null;
      inChain = /^\tchain .*\{ # handle \d+$/.test(line);
      continue;
    }
    if (!inChain || line === "" || isOfChain(line)) continue;
    const isStart = /^\t\t\S/.test(line);
    if (isStart !== (open.length === 0)) return null;
    open.push(line.trim());
    const end = /^(.*?)\s*# handle (\d+)$/s.exec(open.join(" "));
    if (!end) continue;
    const key = `${table}/${end[2]}`;
    if (rules.has(key)) return null;
    rules.set(key, end[1]!);
    open = [];
  }
  return rules;
}

/** What is said of the chain itself: its hook, its devices, its comment. No handle ends it. */
const isOfChain = (line: string): boolean => /^\t\t(?:type \w+ hook .*;|comment "[^"]*")$/.test(line);

const QUOTED = /"[^"]*"/g;
/** Where snat, dnat and redirect lead, as nft writes it; null where a map decides or nothing is said. Quoted text is a student's. */
export function parseNftTarget(rule: string): string | null {
  const found = /\b(?:snat|dnat|redirect)(?: (?:ip6?))?(?: prefix)? to (\S+)/.exec(rule.replace(QUOTED, '""'))?.[1];
  return found && /^[[:0-9a-f]/i.test(found) && /[:.0-9]/.test(found) ? found : null;
}
