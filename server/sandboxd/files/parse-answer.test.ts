import { describe, expect, test } from "vitest";
import { parseChange, parseContent, parseListing, parseWritten } from "./parse-answer.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const UNREADABLE = { kind: "refused", code: "other", detail: "unreadable answer" };

describe("what the program inside says", () => {
  test("a listing, with where links lead", () => {
    expect(parseListing(bytes("listing 2 5 0 1\nfile 3 1700000000 420 a%20b - -\nlink 4 1 511 l /etc%FF missing\n"))).toEqual({
      ...{ kind: "listing", leftOut: 5, orMore: false, writable: true },
      entries: [
        { type: "file", size: 3, mtime: 1_700_000_000, mode: 0o644, name: "a%20b", target: null },
        { type: "link", size: 4, mtime: 1, mode: 0o777, name: "l", target: { text: "/etc%FF", type: "missing" } },
      ],
    });
  });

  test("a file's content is every byte after the first line", () => {
    const answer = parseContent(bytes("content 3 1 420 1 - 1.2.3\n\n\xff\0"));
    expect(answer).toMatchObject({ kind: "content", facts: { size: 3, writable: true, version: null, state: "1.2.3" } });
    expect(answer.kind === "content" && Buffer.from(answer.data).toString("latin1")).toBe("\n\xff\0");
  });

  test("a refusal keeps the kernel's words and nothing stranger", () => {
    expect(parseChange(bytes("refused other Input%2Foutput%20error\n"))).toMatchObject({
      code: "other",
      detail: "Input?output error",
    });
    expect(parseChange(bytes("refused other \x1b[31mred\n"))).toMatchObject({ code: "other", detail: "" });
  });

  test("anything else is no answer: a student may have written it", () => {
    for (const lie of [
      "",
      "listing",
      "listing 1 0 0 1\nfile 1 1 1 ../../etc - -\n",
      "listing 1 0 0 1\nfile -1 1 1 a - -\n",
      "listing 1 0 0 1\nwhatever 1 1 1 a - -\n",
      `listing 3000 0 0 1\n${"file 1 1 1 a - -\n".repeat(3000)}`,
      "content x 1 1 1 - s\nabc",
      "refused no-such-code\n",
      "done\n",
    ])
      expect([lie.slice(0, 40), parseListing(bytes(lie))]).toEqual([lie.slice(0, 40), UNREADABLE]);
    expect(parseWritten(bytes("conflict because-i-say-so\n"))).toEqual(UNREADABLE);
    expect(parseWritten(bytes("content 3 1 420 1 - 1\nabc"))).toEqual(UNREADABLE);
  });
});
