import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "./store.ts";

let dir: string;
let store: Store;
const file = () => join(dir, "web", "glassbox.db");

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "gb-store-"));
  store = await openStore(file());
  await store.seePerson("ada", 1);
  await store.seePerson("bob", 1);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

test("progress and place are there again after the process ended without a goodbye", async () => {
  const attempt = await store.startAttempt("ada", "fs-01", 10);
  await store.setSandbox(attempt.id, "aaaaaaaaaaaa");
  await store.setAt(attempt.id, "02-copy-up");
  await store.recordPass(attempt.id, "01-mount", 20);
  const second = await openStore(file()); // the first one still has the file open
  try {
    expect(await second.currentAttempt("ada", "fs-01")).toMatchObject({
      sandbox: "aaaaaaaaaaaa",
      at: "02-copy-up",
      preparedAt: null,
    });
    expect(await second.progress(attempt.id)).toEqual([{ step: "01-mount", passedAt: 20 }]);
  } finally {
    await second.close();
  }
});

test("an attempt keeps its values, and the secret behind them is the same after a restart", async () => {
  const { id } = await store.startAttempt("ada", "fs-01", 10, { net: "10.1.2", port: 8000 });
  const secret = await store.secret("values");
  const second = await openStore(file());
  try {
    expect((await second.currentAttempt("ada", "fs-01"))?.vars).toEqual({ net: "10.1.2", port: 8000 });
    await second.setVars(id, { net: "10.1.2", port: 8000, word: "a" });
    expect(await second.secret("values")).toBe(secret);
    expect(await second.secret("other")).not.toBe(secret);
  } finally {
    await second.close();
  }
  expect((await store.currentAttempts("ada"))[0]?.vars).toEqual({ net: "10.1.2", port: 8000, word: "a" });
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
});

test("the first pass of a step is the one that counts", async () => {
  const { id } = await store.startAttempt("ada", "fs-01", 10);
  await store.countCheck(id, "01-mount");
  expect(await store.recordPass(id, "01-mount", 20)).toBe(20);
  expect(await store.recordPass(id, "01-mount", 30)).toBe(20);
});

test("asking for the answer or for a check does not pass a step", async () => {
  const { id } = await store.startAttempt("ada", "fs-01", 10);
  await store.countCheck(id, "01-mount");
  await store.countCheck(id, "01-mount");
  await store.recordSolutionSeen(id, "01-mount", 15);
  expect(await store.progress(id)).toEqual([{ step: "01-mount", passedAt: null }]);
});

test("starting over begins with no progress and leaves other people and labs alone", async () => {
  const first = await store.startAttempt("ada", "fs-01", 10);
  const other = await store.startAttempt("ada", "fs-02", 10);
  const bobs = await store.startAttempt("bob", "fs-01", 10);
  await store.recordPass(first.id, "01-mount", 20);
  await store.recordPass(bobs.id, "01-mount", 20);
  const again = await store.startAttempt("ada", "fs-01", 30);
  expect((await store.currentAttempt("ada", "fs-01"))?.id).toBe(again.id);
  expect(await store.progress(again.id)).toEqual([]);
  expect((await store.currentAttempts("ada")).map(({ id }) => id).sort()).toEqual([again.id, other.id].sort());
  expect(await store.progress(bobs.id)).toHaveLength(1);
});

test("another sandbox has not been prepared or set up", async () => {
  const { id } = await store.startAttempt("ada", "fs-01", 10);
  await store.setSandbox(id, "aaaaaaaaaaaa");
  await store.setPrepared(id, 11);
  await store.recordSetUp("aaaaaaaaaaaa", "01-mount", 12);
  expect(await store.wasSetUp("aaaaaaaaaaaa", "01-mount")).toBe(true);
  await store.setSandbox(id, "bbbbbbbbbbbb");
  expect((await store.currentAttempt("ada", "fs-01"))?.preparedAt).toBeNull();
  expect(await store.wasSetUp("bbbbbbbbbbbb", "01-mount")).toBe(false);
});

test("which steps passed in a sandbox is known of each sandbox, whatever passed in others", async () => {
  await store.recordPassIn("aaaaaaaaaaaa", "02-copy-up", 12);
  await store.recordPassIn("aaaaaaaaaaaa", "01-mount", 11);
  await store.recordPassIn("aaaaaaaaaaaa", "01-mount", 13);
  expect(await store.passesIn("aaaaaaaaaaaa")).toEqual(["01-mount", "02-copy-up"]);
  expect(await store.passesIn("bbbbbbbbbbbb")).toEqual([]);
});

test("nobody else on the host can read the database", () => {
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(join(dir, "web")).mode & 0o777).toBe(0o700);
});
