import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Lab, LabStep } from "../../../lib/content/lab.ts";
import { createLog } from "../log.ts";
import { startWeb, type Web, type WebOptions } from "../start-web.ts";
import { scriptedLibrary } from "./scripted-library.ts";

const text = { type: "root" as const, children: [] };
const step = (id: string, parts: Partial<LabStep>): LabStep => ({
  ...{
    id,
    title: { en: id },
    body: { en: text, "zh-CN": text },
    expect: [],
    needs: [],
    moment: null,
    setup: null,
    check: null,
    solve: null,
    wrong: [],
    lib: {},
  },
  ...parts,
});
const lab = (id: string, parts: Partial<Lab> = {}): Lab => ({
  ...{ id, title: { en: `The lab ${id}` }, summary: { en: "" }, intro: { en: text, "zh-CN": text }, terminals: ["main"] },
  frontMatter: { title: id, summary: "-", minutes: 1, level: "beginner", diagrams: [] },
  ...{ requires: [], vars: {}, files: [], fingerprint: "0" },
  steps: [
    step("01-mount", {
      expect: [{ that: "mounted", hint: { en: "mount it", "zh-CN": "挂载它" } }],
      setup: "mkdir /root/lower",
      solve: "mount -t overlay",
    }),
    step("02-both", { expect: [{ that: "mounted", hint: { en: "mount it" } }], check: "exit 0" }),
    step("03-read", {}),
  ],
  ...parts,
});

/** Labs for tests of the protocol. */
export const TEST_LABS = new Map(
  [
    lab("one", { files: [{ path: "/root/hello", mode: 0o644, content: new Uint8Array([104, 105]) }] }),
    lab("two"),
    lab("three"),
    lab("needs-vlan", { requires: ["vlan"] }),
    lab("needs-nginx", { requires: ["image:nginx"] }),
  ].map((entry) => [entry.id, entry]),
);

/** A directory of its own with a socket path and a database; web can be started in it again and again. */
export function createTestPlace() {
  const dir = mkdtempSync(join(tmpdir(), "gb-web-"));
  const socketPath = join(dir, "sandboxd.sock");
  return {
    dir,
    socketPath,
    start: (options: Partial<WebOptions> = {}): Promise<Web> =>
      startWeb({
        ...{
          host: "127.0.0.1",
          port: 0,
          previewPort: 0,
          origins: ["https://lab.example.org"],
          socketPath,
          databaseFile: join(dir, "web/glassbox.db"),
          instructorLinkFile: join(dir, "instructor-link"),
        },
        labs: scriptedLibrary((id) => TEST_LABS.get(id) ?? null),
        ...{ maxSandboxesPerPerson: 2, subnet: "10.213.0.0/16", dev: false, log: createLog("silent") },
        pages: async (request, response) => void response.end(String(request.headers["content-security-policy"])),
        ...options,
      }),
    destroy: () => rmSync(dir, { recursive: true, force: true }),
  };
}
