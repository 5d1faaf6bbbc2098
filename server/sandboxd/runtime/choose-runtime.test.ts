import { describe, expect, it } from "vitest";
import { parseOpenFilesLimit, toRuntimeKind } from "./choose-runtime.ts";

describe("choosing the runtime", () => {
  it("takes crun on pure cgroup v2 and runc everywhere else", () => {
    expect([toRuntimeKind("auto", "v2"), toRuntimeKind("auto", "hybrid"), toRuntimeKind("auto", "v1")]).toEqual([
      "crun",
      "runc",
      "runc",
    ]);
  });

  it("does as the operator says", () => {
    expect(toRuntimeKind("runc", "v2")).toBe("runc");
  });

  it("reads how many files a process of ours may open at most", () => {
    const limits =
      "Limit                     Soft Limit           Hard Limit           Units\nMax open files            1024                 20000                files\n";
    expect(parseOpenFilesLimit(limits)).toBe(20000);
    expect(parseOpenFilesLimit(limits.replace("20000", "unlimited"))).toBe(Number.POSITIVE_INFINITY);
  });
});
