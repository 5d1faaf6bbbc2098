import { defineConfig } from "vitest/config";

/** unit: pure logic beside its source. root: real sandboxes; needs root and the bootstrapped host, and fails without them. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{app,components,lib,server,labs,e2e}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.root.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "root",
          include: ["server/**/*.root.test.ts"],
          setupFiles: ["server/sandboxd/testing/report-counterexamples.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // An instance of its own; who runs several checkouts side by side names another one.
          env: {
            GLASSBOX_NAME: process.env.GLASSBOX_NAME ?? "gbt",
            GLASSBOX_STATE: process.env.GLASSBOX_STATE ?? "/var/lib/glassbox-test",
            GLASSBOX_SUBNET: process.env.GLASSBOX_SUBNET ?? "10.214.0.0/16",
            GLASSBOX_READY: "0",
          },
        },
      },
    ],
  },
});
