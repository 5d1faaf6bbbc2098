import { expect, test } from "vitest";
import { parseSession } from "./end-session.ts";

test("a session id is read past a name with brackets and spaces", () => {
  expect(parseSession("4242 (a ) R 1 (b) S 17 4242 9000 34816 4242 4194304 0")).toBe(9000);
});
