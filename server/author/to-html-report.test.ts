import { expect, test } from "vitest";
import type { TestReport } from "./test-labs.ts";
import { asText, toHtmlReport } from "./to-html-report.ts";

const hostile = `</pre><script>alert(1)</script><img src=x onerror='a()' "b">\u001b[31m\u202e`;
const report: TestReport = {
  passed: 1,
  failed: 1,
  unavailable: ["net-09"],
  inOrderOnly: ["fs-01"],
  ms: 61_500,
  runs: [
    {
      lab: "fs-01",
      step: "01-a",
      how: "in order",
      ms: 900,
      proof: null,
      deeds: [{ kind: "expectations", ms: 3, met: 0, of: 2, hint: hostile }],
    },
    {
      lab: "fs-01",
      step: "01-a",
      how: "wrong/upper",
      ms: 2_000,
      proof: hostile,
      deeds: [
        {
          kind: "script",
          name: hostile,
          ms: 5,
          exitCode: 1,
          timedOut: false,
          stdout: hostile,
          stderr: hostile,
          values: { port: hostile },
        },
      ],
    },
  ],
};
const page = toHtmlReport(report, new Date(0));

test("whatever a sandbox printed is text in the report, and nothing is fetched or run", () => {
  expect(page).not.toMatch(/<script|<img|<link|<iframe|\son\w+=[^&]|\ssrc=[^x]|url\(|@import|https?:/i);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/[\u001b\u202e]/);
  expect(page.match(/&lt;script&gt;/g)).toHaveLength(6);
  expect(asText(`<a href="'&">`)).toBe("&lt;a href=&quot;&#39;&amp;&quot;&gt;");
});

test("the report counts, opens what failed, and keeps what passed folded", () => {
  expect(page).toContain("1 passed, 1 failed</strong>");
  expect(page).toContain("in 61.5 s, 1970-01-01 00:00 UTC");
  expect(page).toMatch(/<details><summary><span class="badge passed">passed<\/span> <span class="how">in order/);
  expect(page).toMatch(/<details open><summary><span class="badge failed">failed<\/span> <span class="how">wrong\/upper/);
  expect(page).toContain("not proven on this host");
  expect(page).toContain("0 of 2 expectations hold");
});

test("a lab that was proven in order only says so", () => {
  expect(toHtmlReport(report, new Date(0))).toMatch(/fs-01<\/a>, in order only<\/th>/);
});
