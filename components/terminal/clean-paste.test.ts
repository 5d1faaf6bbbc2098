import { expect, it } from "vitest";
import { cleanPaste } from "./clean-paste.ts";

it("does not let pasted text end its own brackets", () => {
  expect(cleanPaste("ls\u001b[201~\nrm -rf /\n")).toBe("ls[201~\nrm -rf /\n");
  expect(cleanPaste("ls\u009b201~")).toBe("ls201~");
});

it("keeps tabs, line ends and every script", () => {
  expect(cleanPaste("if true\n\tthen echo 你好 🐧\r\nfi")).toBe("if true\n\tthen echo 你好 🐧\r\nfi");
});
