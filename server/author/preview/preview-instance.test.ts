import { expect, test } from "vitest";
import { readSettings } from "../../config.ts";
import { toPreviewInstance } from "./preview-instance.ts";

test("a preview listens on loopback only, for pages of this machine only, whatever the operator's environment says", () => {
  const operator = {
    GLASSBOX_HOST: "0.0.0.0",
    GLASSBOX_ORIGINS: "https://lab.example.edu",
    GLASSBOX_PREVIEW_ORIGIN: "https://*.preview.example.edu",
    GLASSBOX_NAME: "gb",
    GLASSBOX_STATE: "/var/lib/glassbox",
    GLASSBOX_LABS: "/srv/course",
  };
  const settings = readSettings({ ...operator, ...toPreviewInstance(8010) });
  expect(settings).toMatchObject({ host: "127.0.0.1", port: 8010, previewPort: 8011, origins: [], labs: [] });
  expect(settings.previewOrigin).toBeUndefined();
  expect(settings.name).not.toBe("gb");
  expect(settings.state).not.toBe("/var/lib/glassbox");
});
