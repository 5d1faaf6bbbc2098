import type { Finding } from "./finding.ts";
import { Refusal } from "./not-carried.ts";
import type { Asset } from "./scenario.ts";
import { type Source, toInnerPath } from "./source.ts";

export type Payload = {
  /** Path in the sandbox, absolute -> what is put there before the first step. */
  files: Map<string, { content: Buffer; executable: boolean }>;
  /** Modes that files/ cannot carry: it knows 755 and 644 only. */
  modes: { path: string; mode: string }[];
  findings: Finding[];
};

const HOSTS = ["host01", "host1", "client"];

/**
 * The assets of index.json, as the lab's files.
 * @throws Error with a sentence for a path or target that leads elsewhere, or a file that is not there
 */
export function toPayload(assets: Record<string, Asset[]>, source: Source, file: string): Payload {
  const payload: Payload = { files: new Map(), modes: [], findings: [] };
  for (const [host, list] of Object.entries(assets)) {
    if (!HOSTS.includes(host)) {
      const what = `${list.length} assets for ${host} were left out: a lab has one sandbox`;
      payload.findings.push({
        kind: "other-host-assets",
        file,
        line: 1,
        what,
        cure: "put them into files/ if they are of use there",
      });
      continue;
    }
    for (const asset of list) addAsset(asset, source, file, payload);
  }
  const paths = [...payload.files.keys()];
  for (const path of paths) {
    const inner = paths.find((other) => other.startsWith(`${path}/`));
    if (inner !== undefined)
      throw new Refusal(
        "clashing-assets",
        `${file}: assets: ${path} would be a file, and a folder for ${inner}: give one another target.`,
      );
  }
  return payload;
}

function addAsset(asset: Asset, source: Source, file: string, payload: Payload) {
  const pattern = toInnerPath(asset.file, `${file}: assets`);
  const target = toTarget(asset.target, file);
  const matches = toPattern(pattern);
  const folder = pattern
    .split("/")
    .slice(0, -1)
    .join("/")
    .replace(/(^|\/)[^/]*[*?].*$/, "");
  const found = [...source].filter(([path]) => path.startsWith("assets/") && matches.test(path.slice("assets/".length)));
  if (found.length === 0)
    throw new Refusal(
      "missing-file",
      `${file}: assets: no file in assets/ is called "${asset.file}": add it or remove the entry.`,
    );
  for (const [path, { content, executable }] of found) {
    const inner = path.slice("assets/".length + (folder === "" ? 0 : folder.length + 1));
    const place = `${target}/${inner}`;
    const mode = toMode(asset.chmod ?? "", executable, file);
    payload.files.set(place, { content, executable: mode.executable });
    payload.modes = payload.modes.filter((each) => each.path !== place);
    if (mode.exact !== null) payload.modes.push({ path: place, mode: mode.exact });
  }
}

/** Where it goes, without a slash at the end: "" for /. */
function toTarget(target: string, file: string): string {
  const path = target
    .replace(/^~(?=\/|$)/, "/root")
    .replace(/\/+/g, "/")
    .replace(/\/$/, "");
  if (!target.startsWith("/") && !target.startsWith("~"))
    throw new Refusal("relative-target", `${file}: assets: the target "${target}" is not absolute: write /root/${target}.`);
  if (path.split("/").some((part) => part === ".." || part === ".") || /[\0\n]/.test(path)) {
    throw new Refusal("climbing-target", `${file}: assets: the target "${target}" climbs: write where it leads.`);
  }
  return path;
}

/** * and ? within one name, ** across folders. */
function toPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|\*|\?|[^*?]+/g, (part) => {
    if (part.startsWith("**")) return part.endsWith("/") ? "(?:.*/)?" : ".*";
    if (part === "*") return "[^/]*";
    return part === "?" ? "[^/]" : part.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${source}$`);
}

/** chmod's words. exact: the mode to set in setup.sh, where files/ cannot say it. */
function toMode(chmod: string, executable: boolean, file: string): { executable: boolean; exact: string | null } {
  if (chmod === "") return { executable, exact: null };
  if (/^[ua]?\+x$/.test(chmod)) return { executable: true, exact: null };
  if (/^0?755$/.test(chmod)) return { executable: true, exact: null };
  if (/^0?644$/.test(chmod)) return { executable: false, exact: null };
  if (!/^([0-7]{3,4}|[ugoa]*[-+=][rwxXst]*(,[ugoa]*[-+=][rwxXst]*)*)$/.test(chmod)) {
    throw new Refusal("no-mode", `${file}: assets: chmod "${chmod}" is no mode: write one such as "+x" or "600".`);
  }
  return { executable, exact: chmod };
}
