import type { ByteString } from "../proc/byte-text.ts";
import { unescapeOctal } from "../proc/mountinfo.ts";

/** A lower layer as the mount options name it. dataOnly: after "::" or datadir+, reached only by metacopy redirects. */
export type LowerOption = { path: ByteString; dataOnly: boolean };

export type OverlayOptions = {
  /** Topmost first. */
  lowers: LowerOption[];
  upper: ByteString | null;
  work: ByteString | null;
  /** Which extended attributes this overlay obeys: user.overlay.* with the userxattr option, else trusted.overlay.*. */
  xattrPrefix: "user.overlay." | "trusted.overlay.";
  followRedirects: boolean;
  /** Every option, unescaped, in order. */
  all: ByteString[];
};

/** A backslash keeps the character after it (Documentation/filesystems/overlayfs.rst: "\:" and "\," in paths). */
const unescapeBackslash = (text: ByteString): ByteString => text.replace(/\\([\s\S])/g, "$1");

/**
 * The options of an overlay superblock from mountinfo's last field. First the octal escapes of mountinfo, then overlayfs' own backslashes:
 * the kernel shows lowerdir, upperdir and workdir as they were given, backslashes included, but lowerdir+ and datadir+ are plain paths.
 */
export function parseOverlayOptions(superOptions: ByteString): OverlayOptions {
  const options: OverlayOptions = {
    lowers: [],
    upper: null,
    work: null,
    xattrPrefix: "trusted.overlay.",
    followRedirects: true,
    all: [],
  };
  // A comma inside a value is written \\054 (seq_show_option), so a plain comma always separates.
  for (const part of superOptions.split(",")) {
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? "" : unescapeOctal(part.slice(equals + 1));
    options.all.push(unescapeOctal(part));
    if (name === "lowerdir") options.lowers.push(...splitLowerdir(value));
    else if (name === "lowerdir+") options.lowers.push({ path: value, dataOnly: false });
    else if (name === "datadir+") options.lowers.push({ path: value, dataOnly: true });
    else if (name === "upperdir") options.upper = unescapeBackslash(value);
    else if (name === "workdir") options.work = unescapeBackslash(value);
    else if (name === "userxattr") options.xattrPrefix = "user.overlay.";
    else if (name === "redirect_dir") options.followRedirects = value !== "nofollow";
  }
  return options;
}

/** "a:b::data" -> a, b and the data-only data. A colon after a backslash belongs to the path. */
export function splitLowerdir(value: ByteString): LowerOption[] {
  const lowers: LowerOption[] = [];
  let dataOnly = false;
  for (const part of value.match(/(?:\\[\s\S]|[^:\\])+|:+/g) ?? []) {
    if (!/^:+$/.test(part)) lowers.push({ path: unescapeBackslash(part), dataOnly });
    else if (part.length > 1) dataOnly = true;
  }
  return lowers;
}
