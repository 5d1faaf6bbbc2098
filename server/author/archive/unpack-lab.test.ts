import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { expect, test, vi } from "vitest";
import { MANIFEST_FILE, type Manifest } from "./manifest.ts";
import { packLab } from "./pack-lab.ts";
import { unpackLab } from "./unpack-lab.ts";

const manifest: Manifest = {
  format: "glassbox-lab",
  version: 1,
  id: "my-lab",
  title: { en: "Mine", "zh-CN": "我的" },
  track: null,
  terms: {},
  images: [],
};
type Member = [header: string | Partial<Header>, content?: string | Buffer];

/** A tar as nobody but its maker vouches for it. */
async function toTar(members: Member[]): Promise<Buffer> {
  const tar = pack();
  for (const [header, content = ""] of members) {
    const given = typeof header === "string" ? { name: header } : header;
    tar.entry({ name: "x", mode: 0o644, ...given }, Buffer.from(content));
  }
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
const good: Member[] = [
  [MANIFEST_FILE, JSON.stringify(manifest)],
  ["my-lab/lab.md", "Text.\n"],
];
const zip = async (...more: Member[]) => gzipSync(await toTar([...good, ...more]));
const link = (type: "symlink" | "link"): Member => [{ name: "my-lab/passwd", type, linkname: "/etc/passwd" }];
const device = (type: Header["type"]): Member => [{ name: "my-lab/dev", type }];
const manifestOf = async (change: object) =>
  gzipSync(
    await toTar([
      [MANIFEST_FILE, JSON.stringify({ ...manifest, ...change })],
      ["my-lab/lab.md", "Text.\n"],
    ]),
  );

/** The size in a header, changed, with the checksum that belongs to it. @param at of the header */
function withSize(tar: Buffer, at: number, size: string): Buffer {
  const copy = Buffer.from(tar);
  copy.write(`${size} `, at + 124, "latin1");
  copy.write(" ".repeat(8), at + 148, "latin1");
  const sum = copy.subarray(at, at + 512).reduce((all, byte) => all + byte, 0);
  copy.write(`${sum.toString(8).padStart(6, "0")}\0 `, at + 148, "latin1");
  return copy;
}

test("what was packed is unpacked byte for byte, long and Chinese names too", async () => {
  const long = `files/${"a".repeat(120)}/${"b".repeat(200)}`;
  const files = [
    { path: "01-a/check.sh", content: Buffer.from("#!/bin/bash\n"), executable: true },
    { path: long, content: Buffer.from([0, 255, 10]), executable: false },
    { path: "files/root/笔记 一.txt", content: Buffer.alloc(0), executable: false },
    { path: "lab.md", content: Buffer.from("é\r\n"), executable: false },
  ];
  const { manifest: read, files: unpacked } = await unpackLab(await packLab(manifest, files.toReversed()));
  expect(read).toEqual(manifest);
  expect(unpacked).toEqual(files.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
});

test("the same lab gives the same bytes, in whatever order its files come", async () => {
  const files = ["a", "b", "c"].map((path) => ({ path, content: Buffer.from(path), executable: false }));
  expect(await packLab(manifest, files)).toEqual(await packLab(manifest, files.toReversed()));
});

test("a tar made by hand is read as well, with its folders, and without what editors drop", async () => {
  const bytes = await zip(
    [{ name: "my-lab/", type: "directory" }],
    [{ name: "my-lab/01-a/", type: "directory" }],
    [{ name: "my-lab/01-a/check.sh", mode: 0o4700 }, "x"],
    ["my-lab/01-a/check.sh~", "old"],
  );
  expect((await unpackLab(bytes)).files).toEqual([
    { path: "01-a/check.sh", content: Buffer.from("x"), executable: true },
    { path: "lab.md", content: Buffer.from("Text.\n"), executable: false },
  ]);
});

const NEW_EXPORT = ": ask whoever sent it for a new export (npm run lab -- export).";
const NO_EXPORT = "it is no exported lab: name a file that npm run lab -- export made.";
const MiB = 1024 * 1024;
const hostile: [string, () => Buffer | Promise<Buffer>, string][] = [
  ["a name that climbs", () => zip(["my-lab/../../x", "x"]), `"my-lab/../../x" leads out of the lab's folder${NEW_EXPORT}`],
  ["a name that begins with ..", () => zip(["../x", "x"]), `"../x" leads out of the lab's folder${NEW_EXPORT}`],
  ["an absolute name", () => zip(["/etc/cron.d/x", "x"]), `"/etc/cron.d/x" is an absolute path${NEW_EXPORT}`],
  [
    "a climbing name in a pax header",
    () => zip([{ name: "my-lab/a", pax: { path: "my-lab/../../é" } }, "x"]),
    `"my-lab/../../é" leads out of the lab's folder${NEW_EXPORT}`,
  ],
  [
    "a folder that climbs",
    () => zip([{ name: "my-lab/../..", type: "directory" }]),
    `"my-lab/../.." leads out of the lab's folder${NEW_EXPORT}`,
  ],
  ["a symbolic link", () => zip(link("symlink")), `"my-lab/passwd" is a link${NEW_EXPORT}`],
  ["a hard link", () => zip(link("link")), `"my-lab/passwd" is a link${NEW_EXPORT}`],
  ["a character device", () => zip(device("character-device")), `"my-lab/dev" is no plain file${NEW_EXPORT}`],
  ["a block device", () => zip(device("block-device")), `"my-lab/dev" is no plain file${NEW_EXPORT}`],
  ["a pipe", () => zip(device("fifo")), `"my-lab/dev" is no plain file${NEW_EXPORT}`],
  ["a name of ./", () => zip(["my-lab/./a", "x"]), `"my-lab/./a" is no plain path${NEW_EXPORT}`],
  [
    "a name that speaks to the terminal",
    () => zip(["my-lab/\u001b]0;x\u0007", "x"]),
    `"my-lab/\\u{1b}]0;x\\u{7}" has a control character in its name${NEW_EXPORT}`,
  ],
  [
    "a git repository",
    () => zip(["my-lab/files/.GIT/config", "[core]\nfsmonitor = x"]),
    `"my-lab/files/.GIT/config" is a part of a git repository${NEW_EXPORT}`,
  ],
  ["a name too long", () => zip([`my-lab/${"a".repeat(256)}`, "x"]), `" has a name that is too long${NEW_EXPORT}`],
  ["too deep a folder", () => zip([`my-lab${"/a".repeat(40)}`, "x"]), `lies more than 32 folders deep${NEW_EXPORT}`],
  ["a file twice", () => zip(["my-lab/lab.md", "x"]), `"lab.md" and "lab.md" are one name on some file systems${NEW_EXPORT}`],
  [
    "two names that differ in case",
    () => zip(["my-lab/LAB.md", "x"]),
    `"lab.md" and "LAB.md" are one name on some file systems${NEW_EXPORT}`,
  ],
  [
    "two names that differ in their Unicode form",
    () => zip(["my-lab/files/\u00e9", "x"], ["my-lab/files/e\u0301", "x"]),
    `"files/\u00e9" and "files/e\u0301" are one name on some file systems${NEW_EXPORT}`,
  ],
  [
    "folders that differ in case",
    () => zip(["my-lab/files/a", "x"], ["my-lab/Files/b", "x"]),
    `"files" and "Files" are one name on some file systems${NEW_EXPORT}`,
  ],
  [
    "a file that is a folder too",
    () => zip(["my-lab/files/a", "x"], ["my-lab/files/a/b", "x"]),
    `"files/a" and "files/a" are one name on some file systems${NEW_EXPORT}`,
  ],
  ["a second manifest", () => zip([MANIFEST_FILE, "{}"]), `"${MANIFEST_FILE}" is in it twice${NEW_EXPORT}`],
  ["a file beside the lab", () => zip(["other/lab.md", "x"]), `"other/lab.md" does not lie in "my-lab/"${NEW_EXPORT}`],
  [
    "a text of many MiB",
    () => zip(["my-lab/01-a/step.md", Buffer.alloc(2 * MiB)]),
    `"01-a/step.md" is larger than 1 MiB, and is not in files/${NEW_EXPORT}`,
  ],
  ["a gzip bomb", () => gzipSync(Buffer.alloc(80 * MiB), { level: 1 }), `it unpacks to more than 72 MiB${NEW_EXPORT}`],
  [
    "too many files",
    () => zip(...Array.from({ length: 2001 }, (_, at): Member => [`my-lab/files/${at}`])),
    `it holds more than 2000 files${NEW_EXPORT}`,
  ],
  [
    "too many folders",
    () => zip(...Array.from({ length: 4001 }, (): Member => [{ name: "my-lab/a/", type: "directory" }])),
    `it holds more than 4000 files and folders${NEW_EXPORT}`,
  ],
  [
    "a size that nothing follows",
    async () => gzipSync(withSize(await toTar(good), 1024, "00000777777")),
    "it is cut short: copy or download it again.",
  ],
  [
    "a size of eight GiB",
    async () => gzipSync(withSize(await toTar(good), 1024, "77777777777")),
    `it holds more than 64 MiB${NEW_EXPORT}`,
  ],
  ["a negative size", async () => gzipSync(withSize(await toTar(good), 1024, "-0000000001")), NO_EXPORT],
  ["half a file", async () => (await zip()).subarray(0, 150), "it is cut short: copy or download it again."],
  [
    "a file with a wrong byte",
    async () => {
      const bytes = await zip();
      bytes[bytes.byteLength - 6]! ^= 0xff;
      return bytes;
    },
    "it is damaged: copy or download it again.",
  ],
  ["nothing", () => Buffer.alloc(0), NO_EXPORT],
  ["a text", () => Buffer.from("Dear colleague"), NO_EXPORT],
  ["a zip", () => Buffer.from("PK\u0003\u0004 and so on"), NO_EXPORT],
  ["a text in gzip", () => gzipSync("x".repeat(2000)), NO_EXPORT],
  ["an empty tar", async () => gzipSync(await toTar([])), NO_EXPORT],
  ["a tar of other things", async () => gzipSync(await toTar([["a", "b"]])), NO_EXPORT],
  [
    "a manifest that is no JSON",
    async () => gzipSync(await toTar([[MANIFEST_FILE, "{"]])),
    `its ${MANIFEST_FILE} is no JSON${NEW_EXPORT}`,
  ],
  [
    "a huge manifest",
    async () => gzipSync(await toTar([[MANIFEST_FILE, Buffer.alloc(2 * MiB, 32)]])),
    `"${MANIFEST_FILE}" is larger than 1 MiB${NEW_EXPORT}`,
  ],
  ["a manifest of something else", () => manifestOf({ format: "other" }), NO_EXPORT],
  [
    "a newer format",
    () => manifestOf({ version: 2, id: 7 }),
    "it was exported by a newer Glassbox (format 2, and this one reads 1): update Glassbox, then import it again.",
  ],
  ["an id that climbs", () => manifestOf({ id: "../x" }), `its ${MANIFEST_FILE} is broken (id: `],
];
vi.setConfig({ testTimeout: 60_000 });
test.each(hostile)("%s is refused with a sentence", async (_name, bytes, sentence) => {
  await expect(unpackLab(await bytes())).rejects.toThrow(sentence);
});
