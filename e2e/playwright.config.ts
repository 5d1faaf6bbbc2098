import { defineConfig } from "@playwright/test";

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
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.GLASSBOX_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        // Without WebGL xterm renders its rows as text, which is what the specs read.
        "--disable-3d-apis",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
