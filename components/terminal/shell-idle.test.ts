import { describe, expect, it } from "vitest";
import { looksIdle } from "./shell-idle.ts";

const signs = { bracketedPaste: false, alternate: false, beforeCursor: "" };

describe("looksIdle", () => {
  it("believes readline, which asks for bracketed paste only at a prompt", () => {
    expect(looksIdle({ ...signs, bracketedPaste: true, beforeCursor: "root@lab:~# " })).toBe(true);
    expect(looksIdle({ ...signs, beforeCursor: "64 bytes from 10.0.0.1" })).toBe(false);
  });

  it("recognises the prompt of a shell without readline", () => {
    expect(looksIdle({ ...signs, beforeCursor: "/ # " })).toBe(true);
    expect(looksIdle({ ...signs, beforeCursor: "$ " })).toBe(true);
  });

  it("never types into a full-screen program, not even one that asks for bracketed paste", () => {
    expect(looksIdle({ ...signs, alternate: true, bracketedPaste: true })).toBe(false);
  });
});
