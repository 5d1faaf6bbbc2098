import { expect, test } from "vitest";
import { toDaemonConfig } from "./daemon-config.ts";

test("dockerd keeps its layers with overlay2, whatever file system it lies on", () => {
  expect(JSON.parse(toDaemonConfig(""))["storage-driver"]).toBe("overlay2");
});

test("without a registry dockerd is told of none", () => {
  const config = JSON.parse(toDaemonConfig(""));
  expect(config).not.toHaveProperty("registry-mirrors");
  expect(config).not.toHaveProperty("insecure-registries");
});

test("a registry is asked first, and trusted without TLS only where its URL says http", () => {
  expect(JSON.parse(toDaemonConfig("http://10.213.0.1:5000"))).toMatchObject({
    "registry-mirrors": ["http://10.213.0.1:5000"],
    "insecure-registries": ["10.213.0.1:5000"],
  });
  const secure = JSON.parse(toDaemonConfig("https://registry.example.edu"));
  expect(secure["registry-mirrors"]).toEqual(["https://registry.example.edu"]);
  expect(secure).not.toHaveProperty("insecure-registries");
});

test("what a container prints cannot fill the disk unbounded", () => {
  expect(JSON.parse(toDaemonConfig(""))["log-opts"]).toEqual({ "max-size": "1m", "max-file": "2" });
});
