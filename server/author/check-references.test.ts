import { expect, test } from "vitest";
import type { LabFiles } from "../../lib/content/lab-files.ts";
import { anchorsIn, checkPageReferences, checkReferences } from "./check-references.ts";

const known = {
  steps: new Map([
    ["fs-01", new Map([["01-mount", ["upper", "为什么"]]])],
    ["a", new Map([["01-a", ["here"]]])],
  ]),
  features: ["vlan", "image:nginx"],
  carried: new Map([
    ["nginx:latest", "image:nginx"],
    ["nginx:1.22", "image:nginx"],
  ]),
  anchors: new Map([["overlay", ["whiteouts"]]]),
  terms: ["namespace"],
};
const problemsOf = (text: string, path = "01-a/step.md") => {
  const files: LabFiles["files"] = new Map([[path, { text, executable: false }]]);
  return checkReferences({ id: "a", files, payload: [], fingerprint: "" }, known).map(
    ({ line, message }) => `${line} ${message}`,
  );
};

test.each([
  "https://x.org/#y",
  "#here",
  "/lab/fs-01?step=01-mount#upper",
  "/lab/fs-01?step=01-mount#为什么",
  "/lab/fs-01",
  "/lab/fs-01?step=01-mount",
  "preview:80",
  "/",
  "/reference",
  "/reference/overlay#whiteouts",
  "/glossary#namespace",
])("a link to %s is fine", (url) => {
  expect(problemsOf(`[x](${url})`)).toEqual([]);
});

test.each([
  ["#dead", "#dead leads to no heading of this page"],
  ["/lab/fs-01?step=01-mount#dead", "/lab/fs-01?step=01-mount#dead leads to no heading of that step"],
  ["/lab/fs-01#upper", "/lab/fs-01#upper says no step, and a lab opens where its reader was"],
  ["../fs-01/step.md", "../fs-01/step.md is no address that the page could open"],
  ["/lab/fs-99", "/lab/fs-99 leads to a lab that is not there"],
  ["/lab/fs-01?step=09-x", "/lab/fs-01?step=09-x leads to a step that is not there"],
  ["/labs/fs-01", "/labs/fs-01 is no address of a lab"],
  ["/reference/lost", "/reference/lost leads to a reference page that is not there"],
  ["/reference/overlay#lost", "/reference/overlay#lost leads to no heading of that page"],
  ["/references/overlay", "/references/overlay is no address of a reference page"],
  ["/glossary#lost", "/glossary#lost leads to a word that the glossary has not"],
])("a dead link to %s is found, also as a definition", (url, message) => {
  expect(problemsOf(`one\n\n[x](${url})`)).toEqual([`3 ${message}`]);
  expect(problemsOf(`[x][y]\n\n[y]: ${url}`)).toEqual([`3 ${message}`]);
});

test("what cannot be required is found on its line", () => {
  const lab = "---\ntitle: x\nsandbox:\n  requires:\n    - vlan\n    - image:ngnix\n---\n";
  expect(problemsOf(lab, "lab.md")).toEqual(['6 nothing that can be required is called "image:ngnix"']);
});

test("an image that nobody carries, or that the lab does not require, is found on its line", () => {
  const lab = (images: string, requires: string) =>
    problemsOf(`---\ntitle: x\nsandbox:\n  requires: [${requires}]\n  images: [${images}]\n---\n`, "lab.md");
  expect(lab("nginx, nginx:1.22", '"image:nginx"')).toEqual([]);
  expect(lab("nginx:9", '"image:nginx"')).toEqual(["5 sandbox.images: there is no offline image nginx:9"]);
  expect(lab("nginx", "vlan")).toEqual(["5 sandbox.images: nginx is there only where image:nginx is"]);
});

test("a link in the introduction may lead to a heading of the first step, on whose page it stands", () => {
  expect(problemsOf("[x](#here) [y](#%E6%97%A0)", "lab.zh-CN.md")).toEqual(["1 #%E6%97%A0 leads to no heading of this page"]);
});

test("a reference page may link its own headings, and names labs that are there", () => {
  const page = "---\ntitle: x\nsummary: y\norder: 1\nlabs:\n  - fs-01\n  - fs-99\n---\n\n[a](#whiteouts) [b](#lost)\n";
  expect(checkPageReferences("overlay.md", page, known).map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
    "reference/overlay.md:10 #lost leads to no heading of this page",
    "reference/overlay.md:7 there is no lab fs-99",
  ]);
  expect(anchorsIn("## What is it? `rm -r`\n\n### Main\n\n## Main\n")).toEqual(["what-is-it-rm--r", "main-1", "main-2"]);
});
