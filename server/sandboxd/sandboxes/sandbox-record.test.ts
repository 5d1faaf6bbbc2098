import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { openRecords, type SandboxRecord } from "./sandbox-record.ts";

let state = "";
beforeEach(async () => {
  state = await mkdtemp(`${tmpdir()}/glassbox-records-`);
});
afterEach(() => rm(state, { recursive: true, force: true }));

const record: SandboxRecord = {
  ...{
    id: "abcdefghijk2",
    body: "abcdefghijk2",
    state: "running",
    owner: "ann",
    purpose: "fs-01",
    profile: SandboxProfile.parse({}),
  },
  ...{
    createdAt: 1,
    expiresAt: 2,
    endedBecause: null,
    detail: null,
    slot: 3,
    uidBase: 496608,
    init: { pid: 7, startTime: "99" },
    adoptions: 2,
    pooled: false,
  },
};

describe("records of sandboxes", () => {
  it("come back as they were written, the last writing wins", async () => {
    const records = await openRecords(state);
    await records.write(record);
    await records.write({ ...record, state: "stopping" });
    expect(await (await openRecords(state)).readAll()).toEqual({ records: [{ ...record, state: "stopping" }], damaged: [] });
  });

  it("leave nothing behind when removed, twice is fine", async () => {
    const records = await openRecords(state);
    await records.write(record);
    await records.remove(record.id);
    await records.remove(record.id);
    expect(await readdir(`${state}/sandboxes`)).toEqual([]);
  });

  it("that are damaged, half-written or of another name are thrown out and reported", async () => {
    const records = await openRecords(state);
    await writeFile(`${state}/sandboxes/abcdefghijk2.json`, '{"id":');
    await writeFile(`${state}/sandboxes/abcdefghijk3.json.new`, "");
    await writeFile(`${state}/sandboxes/abcdefghijk4.json`, JSON.stringify(record));
    const { records: read, damaged } = await records.readAll();
    expect(read).toEqual([]);
    expect(damaged.toSorted()).toEqual(["abcdefghijk2.json", "abcdefghijk3.json.new", "abcdefghijk4.json"]);
    expect(await readdir(`${state}/sandboxes`)).toEqual([]);
  });
});
