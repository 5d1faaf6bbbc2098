import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { TestReport } from "./test-labs.ts";
import { toHtmlReport } from "./to-html-report.ts";

/** Writes DIR/index.html, which opens without a server. @returns its path */
export async function writeHtmlReport(dir: string, report: TestReport): Promise<string> {
  await mkdir(dir, { recursive: true });
  const file = join(dir, "index.html");
  await writeFile(file, toHtmlReport(report, new Date()));
  return file;
}
