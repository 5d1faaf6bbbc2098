import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DockerImage } from "../../../../../lib/contract/kernel/docker.ts";
import type { ProcessInfo } from "../../../../../lib/contract/kernel/processes.ts";
import { readBoltBucket } from "../parse-bolt.ts";
import { type BuildVertex, parseBuildLog } from "./parse-build-log.ts";
import { parseBuildRecord } from "./parse-build-record.ts";
import { ProtoError, protoFields } from "./proto-fields.ts";
import { toRecords } from "./read-builds.ts";
import { toBuild } from "./to-build.ts";
import { toBuildRuns } from "./to-build-runs.ts";

/** Four builds by dockerd 26.1.5: a two-stage Dockerfile, again with another file in its context, again unchanged; then one that fails. */
const recorded = JSON.parse(gunzipSync(readFileSync(new URL("recorded/builds.json.gz", import.meta.url))).toString("utf8")) as {
  history: string;
  logs: Record<string, string>;
};
const history = () => readBoltBucket(Buffer.from(recorded.history, "base64"), "_records");
const log = (digest: string) => Buffer.from(recorded.logs[digest]!, "base64");
const builds = (images: DockerImage[] = []) =>
  toRecords(history()).records.map((record) => toBuild(record, parseBuildLog(log(record.log!)), images));
const short = (index: number) => builds()[index]!.steps!.map(({ name, state }) => `${state} ${name}`);

describe("builds that dockerd wrote down", () => {
  it("the newest first, with file, image and error", () => {
    expect(builds().map(({ file, image, error }) => [file, image?.slice(0, 15) ?? null, error])).toEqual([
      ["Bad", null, 'process "/bin/sh -c false" did not complete successfully: exit code: 1'],
      ["Dockerfile", "sha256:0bc02556", null],
      ["Dockerfile", "sha256:0bc02556", null],
      ["Dockerfile", "sha256:0bc02556", null],
    ]);
    expect(toRecords(history()).unread).toBe(0);
  });

  it("the first time every step runs, and breaks at the first", () => {
    expect(short(3)).toEqual([
      "base [base 1/4] FROM docker.io/library/bb:1",
      "ran [base 2/4] RUN echo one > /one",
      "ran [base 3/4] COPY . /app",
      "ran [base 4/4] RUN dd if=/dev/zero of=/big bs=1M count=3",
      "ran [stage-1 2/2] COPY --from=base /big /big",
    ]);
    expect(builds()[3]!.broke).toBe(1);
    expect(builds()[3]!.steps![3]!.ms).toBeCloseTo(413.3, 1);
  });

  it("another file breaks the cache at its COPY, and an equal result mends it again further down", () => {
    expect(short(2).map((text) => text.split(" ")[0])).toEqual(["base", "cached", "ran", "ran", "cached"]);
    expect(builds()[2]!.broke).toBe(2);
  });

  it("unchanged, nothing runs", () => {
    expect(short(1).map((text) => text.split(" ")[0])).toEqual(["base", "cached", "cached", "cached", "cached"]);
    expect([builds()[1]!.broke, builds()[1]!.steps![1]!.ms]).toEqual([null, null]);
  });

  it("a step that fails says why", () => {
    const { steps, broke } = builds()[0]!;
    expect(steps![broke!]).toMatchObject({
      state: "failed",
      instruction: "RUN false",
      error: expect.stringContaining("exit code: 1"),
    });
  });

  it("a step keeps its key from build to build", () => {
    const keys = builds()
      .slice(1)
      .map(({ steps }) => steps!.map(({ key }) => key));
    expect([keys[1], keys[2]]).toEqual([keys[0], keys[0]]);
    expect(new Set(keys[0]).size).toBe(5);
  });
});

const history4 = (...createdBy: string[]) => createdBy.map((text, layer) => ({ createdBy: text, layer }));
const image = (lines: DockerImage["history"], sizes: number[]): DockerImage => ({
  key: "i",
  id: builds()[1]!.image!,
  names: ["app:latest"],
  layers: sizes.map((bytes) => ({ chainId: "c", diffId: "d", directory: null, link: null, bytes })),
  history: lines,
});

describe("what a build is joined with", () => {
  it("the image lends its names, and the bytes of its own layers to the steps of the last stage", () => {
    const [, build] = builds([image(history4("Imported from -", "COPY /big /big # buildkit"), [7, 3_145_728])]);
    expect(build!.names).toEqual(["app:latest"]);
    expect(build!.steps!.map(({ bytes }) => bytes)).toEqual([null, null, null, null, 3_145_728]);
  });

  it("where the history names other instructions, no bytes are known", () => {
    const [, build] = builds([image(history4("Imported from -", "RUN /bin/sh -c true # buildkit"), [7, 9])]);
    expect(build!.steps!.every(({ bytes }) => bytes === null)).toBe(true);
  });

  it("steps that could not be read are unknown, not none", () => {
    const [record] = toRecords(history()).records;
    expect(toBuild(record!, null, [])).toMatchObject({ steps: null, broke: null });
  });

  it("control characters are escaped, and two equal instructions have two keys", () => {
    const vertex = (digest: string, number: number): BuildVertex => ({
      digest,
      inputs: [],
      name: `[${number}/3] RUN echo \u001b[31m`,
      cached: false,
      started: number === 2,
      completed: false,
      ms: 0,
      error: null,
    });
    const { steps } = toBuild(toRecords(history()).records[0]!, [vertex("a", 2), vertex("b", 3)], []);
    expect(steps!.map(({ instruction, state }) => [instruction, state])).toEqual([
      ["RUN echo \\x1b[31m", "stopped"],
      ["RUN echo \\x1b[31m", "untouched"],
    ]);
    expect(steps![0]!.key).not.toBe(steps![1]!.key);
  });

  it("what runs is the first process in a control group of BuildKit's", () => {
    const process = (pid: number, path: string, plumbing = false) =>
      ({
        key: `p${pid}`,
        pids: [pid],
        comm: "sh",
        command: `sh ${pid}`,
        plumbing,
        cgroups: { pids: path },
      }) as unknown as ProcessInfo;
    const id = "98q825yumgg1tkfwr7wtcjpme";
    const runs = toBuildRuns([
      process(9, `/docker/buildkit/${id}`),
      process(7, `/docker/buildkit/${id}`),
      process(8, "/docker/x"),
    ]);
    expect(runs).toEqual([{ key: `build-run-${id}`, id, process: "p7", pid: 7, command: "sh 7" }]);
  });
});

describe("hostile bytes", () => {
  const parsers: [string, (bytes: Buffer) => unknown][] = [
    ["record", parseBuildRecord],
    ["log", parseBuildLog],
    ["fields", (bytes) => [...protoFields(bytes)]],
  ];
  const onlyProtoError = (parse: (bytes: Buffer) => unknown, bytes: Buffer) => {
    try {
      parse(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(ProtoError);
    }
  };
  it.each(parsers)("random ones never throw anything but a ProtoError: %s", (_, parse) => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => onlyProtoError(parse, Buffer.from(bytes))));
  });

  it.each(parsers)("nor does a real one that was changed or cut: %s", (name, parse) => {
    const real = name === "record" ? [...history().values()][1]! : log(builds()[1]!.log!);
    const position = fc.nat(real.length - 1);
    fc.assert(
      fc.property(position, fc.nat(255), position, (at, byte, end) => {
        const bytes = Buffer.from(real.subarray(0, Math.max(end, real.length - 40)));
        if (at < bytes.length) bytes[at] = byte;
        onlyProtoError(parse, bytes);
      }),
    );
  });

  it("a log of more vertices than any Dockerfile has is refused", () => {
    const vertex = (index: number) => Buffer.from([0x0a, 0x04, 0x0a, 0x02, index & 0xff, index >> 8]);
    const message = Buffer.concat(Array.from({ length: 1_001 }, (_, index) => vertex(index)));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(message.length);
    expect(() => parseBuildLog(Buffer.concat([length, message]))).toThrow(ProtoError);
  });

  it("a record under another's key is not taken", () => {
    const [[, value]] = [...history()] as [[string, Buffer]];
    expect(toRecords(new Map([["other", value]]))).toEqual({ records: [], unread: 1 });
  });
});
