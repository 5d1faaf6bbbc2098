import { expect, test } from "vitest";
import { SandboxProfile, withEngineDefaults } from "./sandbox.ts";

const profileOf = (wish: Parameters<typeof withEngineDefaults>[0]) => SandboxProfile.parse(withEngineDefaults(wish));

test("a sandbox has no engine unless it asks for one", () => {
  expect(SandboxProfile.parse({}).engine).toBe("none");
  expect(profileOf({})).toEqual(SandboxProfile.parse({}));
});

test("a sandbox with an engine is larger where nobody says otherwise", () => {
  const [plain, docker] = [profileOf({}), profileOf({ engine: "docker" })];
  for (const size of ["memoryMiB", "diskMiB", "pids", "cpus"] as const) expect(docker[size]).toBeGreaterThan(plain[size]);
});

test("what is said counts, what is undefined says nothing", () => {
  const wish = { engine: "docker" as const, memoryMiB: 700, pids: undefined };
  expect(profileOf(wish)).toMatchObject({ memoryMiB: 700, pids: profileOf({ engine: "docker" }).pids });
});
