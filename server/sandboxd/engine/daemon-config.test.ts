import { expect, test } from "vitest";
import { toDaemonConfig } from "./daemon-config.ts";

const parse = (registry: string) => JSON.parse(toDaemonConfig({ registry, gateway: "10.213.0.1" }));

test("dockerd keeps its layers with overlay2, whatever file system it lies on", () => {
  expect(parse("")["storage-driver"]).toBe("overlay2");
});

test("without a registry dockerd is told of none", () => {
  const config = parse("");
  expect(config).not.toHaveProperty("registry-mirrors");
  expect(config).not.toHaveProperty("insecure-registries");
});

test("a registry is asked first, and trusted without TLS only where its URL says http", () => {
  expect(parse("http://10.213.0.1:5000")).toMatchObject({
    "registry-mirrors": ["http://10.213.0.1:5000"],
    "insecure-registries": ["10.213.0.1:5000"],
  });
  const secure = parse("https://registry.example.edu");
  expect(secure["registry-mirrors"]).toEqual(["https://registry.example.edu"]);
  expect(secure).not.toHaveProperty("insecure-registries");
});

test("what a container prints cannot fill the disk unbounded", () => {
  expect(parse("")["log-opts"]).toEqual({ "max-size": "1m", "max-file": "2" });
});

test("a name that nobody knows is refused by the gateway at once, instead of waited for", () => {
  expect(parse("").dns).toEqual(["10.213.0.1"]);
});
