import { createHash } from "node:crypto";
import { mkdtempDisposable, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readImageArchive } from "./image-archive.ts";
import { publishImage } from "./publish-image.ts";
import { blobPath, hex, parseDigest } from "./registry-layout.ts";

const digestOf = (text: string) => parseDigest(`sha256:${createHash("sha256").update(text).digest("hex")}`);

async function makeArchive(directory: string, layer: string) {
  const parts = ["{}", layer].map((text) => ({ digest: digestOf(text), size: text.length, text }));
  for (const { digest, text } of parts) await writeFile(join(directory, hex(digest)), text);
  const [config, only] = parts.map(({ digest, size }) => ({ digest, size }));
  await writeFile(join(directory, "manifest.json"), JSON.stringify({ schemaVersion: 2, config, layers: [only] }));
  return readImageArchive(directory);
}

test("a published image lies where a registry looks for it, under each of its names", async () => {
  await using temporary = await mkdtempDisposable(join(tmpdir(), "glassbox-publish-"));
  const root = join(temporary.path, "registry");
  const archive = await makeArchive(temporary.path, "layer one");
  await publishImage(archive, ["nginx:1.22", "nginx:latest", "web:1"], root);
  await publishImage(archive, ["nginx:1.22"], root);
  const read = (path: string) => readFile(join(root, "docker/registry/v2", path), "utf8");
  for (const [name, tag] of ["nginx 1.22", "nginx latest", "web 1"].map((words) => words.split(" "))) {
    const digest = parseDigest(await read(`repositories/library/${name}/_manifests/tags/${tag}/current/link`));
    expect(digest).toBe(archive.manifestDigest);
    expect(await read(`repositories/library/${name}/_manifests/revisions/sha256/${hex(digest)}/link`)).toBe(digest);
    expect(digestOf(await readFile(join(root, blobPath(digest)), "utf8"))).toBe(digest);
  }
  expect(await read(`repositories/library/nginx/_layers/sha256/${hex(archive.layers[0]!)}/link`)).toBe(archive.layers[0]);
  const blob = await stat(join(root, blobPath(archive.layers[0]!)));
  expect(blob.nlink).toBeGreaterThan(1);
  const all = await readdir(root, { recursive: true });
  expect(all.filter((path) => path.endsWith(`.${process.pid}`))).toEqual([]);
});

test("a tag moves to a new image, and the old one can still be pulled by its digest", async () => {
  await using temporary = await mkdtempDisposable(join(tmpdir(), "glassbox-publish-"));
  const root = join(temporary.path, "registry");
  const old = await makeArchive(temporary.path, "layer one");
  await publishImage(old, ["a:1"], root);
  const fresh = await makeArchive(temporary.path, "layer two");
  await publishImage(fresh, ["a:1"], root);
  const current = await readFile(join(root, "docker/registry/v2/repositories/library/a/_manifests/tags/1/current/link"), "utf8");
  expect(current).toBe(fresh.manifestDigest);
  expect((await stat(join(root, blobPath(old.layers[0]!)))).isFile()).toBe(true);
});

test("a manifest whose digests are paths is refused", async () => {
  expect(() => parseDigest("sha256:../../etc/passwd")).toThrow("is no sha256 digest");
});
