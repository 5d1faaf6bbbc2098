import { execPath } from "node:process";
import { expect, test, vi } from "vitest";
import { keepAlive } from "./service.ts";

const program = (source: string) => ({ name: "fixture", argv: [execPath, "-e", source], cwd: "/", env: {} });

test("a process that dies comes back, and a stopped one stays away", async () => {
  const service = keepAlive(program("console.log('alive'); setTimeout(() => process.exit(3), 20)"));
  await vi.waitFor(() => expect(service.deaths()).toBeGreaterThanOrEqual(2), { timeout: 10_000 });
  expect(await service.stop("SIGTERM", 5_000)).toBe(true);
  const deaths = service.deaths();
  expect(service.lastLines().some((line) => line.includes("exit code 3"))).toBe(true);
  await vi.waitFor(() => expect(service.deaths()).toBe(deaths));
});

test("a restart is not a death", async () => {
  const service = keepAlive(
    program("console.log('up'); process.on('SIGHUP', () => process.exit(0)); setInterval(() => {}, 1000)"),
  );
  const ups = () => service.lastLines().filter((line) => line === "up").length;
  await vi.waitFor(() => expect(ups()).toBe(1), { timeout: 10_000 });
  service.restart("SIGHUP");
  await vi.waitFor(() => expect(ups()).toBe(2), { timeout: 10_000 });
  expect(service.deaths()).toBe(0);
  await service.stop("SIGTERM", 5_000);
});

test("what is noise to us is neither printed nor kept", async () => {
  const spec = program("console.log('noise'); console.log('news'); setInterval(() => {}, 1000)");
  const service = keepAlive({ ...spec, isNoise: (line) => line === "noise" });
  await vi.waitFor(() => expect(service.lastLines()).toEqual(["news"]), { timeout: 10_000 });
  await service.stop("SIGTERM", 5_000);
});

test("one that does not listen to SIGTERM is killed when its time is up", async () => {
  const service = keepAlive(program("process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)"));
  await vi.waitFor(() => expect(service.lastLines()).toContain("deaf"), { timeout: 10_000 });
  expect(await service.stop("SIGTERM", 100)).toBe(false);
});

test("it sees no environment but its own", async () => {
  const service = keepAlive(program("console.log('env ' + Object.keys(process.env).length); setInterval(() => {}, 1000)"));
  await vi.waitFor(() => expect(service.lastLines()).toContain("env 0"), { timeout: 10_000 });
  await service.stop("SIGTERM", 5_000);
});
