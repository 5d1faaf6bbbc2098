import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./support/chromium.ts";

/**
 * The browser's part of the proof: Debian's Chromium against a running Glassbox, whose address is in GLASSBOX_URL (npm run test:e2e starts
 * one of its own). One worker: the sandboxes are real and the machine is small.
 */
const url = process.env.GLASSBOX_URL;
if (url === undefined) throw new Error("GLASSBOX_URL is not set: run `npm run test:e2e`, which starts an instance and sets it");

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "artifacts/results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "artifacts/results.json" }]],
  use: {
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    screenshot: "only-on-failure",
    // Recording every action makes the suite take five times as long: ask for it, with --trace retain-on-failure, where it is needed.
    trace: "off",
    launchOptions: CHROMIUM,
  },
});
