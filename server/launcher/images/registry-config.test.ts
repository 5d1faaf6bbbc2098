import { expect, test } from "vitest";
import { parse } from "yaml";
import { toRegistryConfig } from "./registry-config.ts";

const config = parse(toRegistryConfig({ root: "/s/registry", host: "10.213.0.1", port: 5000 }));

test("the registry listens on the bridge's address only, and nowhere for debugging or metrics", () => {
  expect(config.http.addr).toBe("10.213.0.1:5000");
  expect(config.http.debug).toBeUndefined();
});

test("the registry is read-only, deletes nothing, and asks nobody else", () => {
  expect(config.storage.maintenance.readonly).toEqual({ enabled: true });
  expect(config.storage.delete).toEqual({ enabled: false });
  expect(config.proxy).toBeUndefined();
});

test("an image that is published while it runs is seen at once: nothing is cached", () => {
  expect(config.storage.cache).toBeUndefined();
});
