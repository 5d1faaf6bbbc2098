import { expect, test } from "vitest";
import { isFixedRuntime, namesTheFix, parseRuntimeVersion } from "./runtime-version.ts";

test("the version is read from the runtime's own first line", () => {
  expect(parseRuntimeVersion("runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1\n")).toBe("1.1.5+ds1");
  expect(parseRuntimeVersion("crun version 1.21\ncommit: 10269840aa07fb7e6b7e1acff6198692d8ff5c88\n")).toBe("1.21");
  expect(parseRuntimeVersion("not found")).toBeNull();
});

test.each([
  ["1.1.15", false],
  ["1.2.7", false],
  ["1.2.8", true],
  ["1.3.2", false],
  ["1.3.3-0ubuntu1~24.04.2", true],
  ["1.4.0", true],
])("runc %s without the escapes of November 2025: %s", (version, fixed) => {
  expect(isFixedRuntime("runc", version)).toBe(fixed);
});

test("a distribution's fix is found in its changelog", () => {
  expect(namesTheFix("  * Fix CVE-2025-31133, CVE-2025-52565\n")).toBe(true);
  expect(namesTheFix("  * Fix CVE-2024-21626\n")).toBe(false);
});
