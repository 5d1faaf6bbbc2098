import { expect, it } from "vitest";
import { toManifestPath } from "./read-digests.ts";

it("asks for an image as the engine does: official ones lie under library, and no tag means latest", () => {
  expect(toManifestPath("nginx")).toBe("/v2/library/nginx/manifests/latest");
  expect(toManifestPath("nginx:1.22.1")).toBe("/v2/library/nginx/manifests/1.22.1");
  expect(toManifestPath("team/app:2")).toBe("/v2/team/app/manifests/2");
});
