import { describe, expect, it } from "vitest";
import { parseOomLine } from "./parse-oom-line.ts";

const BOX = "/gb/one/box";
const OTHER = "/gb/two/box";
const line = (oom: string, victim: string, cpuset = "box", comm = "perl") =>
  `6,89110,53128848314,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=${cpuset},mems_allowed=0,oom_memcg=${oom},task_memcg=${victim},task=${comm},pid=8313,uid=39524288\n`;
const read = (record: string) => parseOomLine(record, [BOX, OTHER]);

describe("the kernel's line of an OOM kill", () => {
  it("says whose limit it was, and whether the victim was further down", () => {
    expect(read(line(BOX, `${BOX}/docker/abc`))).toEqual({ memcg: BOX, isVictimBelow: true });
    expect(read(line(BOX, BOX))).toEqual({ memcg: BOX, isVictimBelow: false });
  });

  it("is nobody's where the limit was set inside, or the sandbox is not ours", () => {
    expect(read(line(`${BOX}/mine`, `${BOX}/mine`))).toBeNull();
    expect(read(line("/gb/three/box", "/gb/three/box/x"))).toBeNull();
    expect(read(line("/gb/one/boxer", "/gb/one/boxer/x"))).toBeNull();
  });

  it("cannot be forged for another sandbox by names of cgroups and processes", () => {
    const forged = `x,oom_memcg=${OTHER},task_memcg=${OTHER}/x`;
    expect(read(line(`${BOX}/${forged}`, `${BOX}/${forged}`))).toBeNull();
    expect(read(line(BOX, `${BOX}/${forged}`))).toEqual({ memcg: BOX, isVictimBelow: true });
    expect(read(line(`${BOX}/mine`, `${BOX}/mine`, "x,oom_memcg=", `,oom_memcg=${OTHER}`))).toBeNull();
  });

  it("is not believed when a process wrote it, nor found in the middle of another message", () => {
    expect(read(line(BOX, `${BOX}/x`).replace(/^6,/, "14,"))).toBeNull();
    expect(read(line(BOX, `${BOX}/x`).replace(";oom-kill", ";comm oom-kill"))).toBeNull();
    expect(read(" SUBSYSTEM=block\n")).toBeNull();
  });
});
