import { expect, test } from "vitest";
import { createPersonToken, parseCookie, parsePersonToken, toPersonCookie, toPersonId } from "./person-cookie.ts";

test("a new token is 128 bits and comes back from the cookie it was put in", () => {
  const token = createPersonToken();
  expect(Buffer.from(token, "base64url")).toHaveLength(16);
  expect(parsePersonToken(`theme=dark; ${toPersonCookie(token, { secure: false }).split(";")[0]}`)).toBe(token);
});

test("scripts cannot read the cookie, and it stays on https where the page came over https", () => {
  const token = createPersonToken();
  expect(toPersonCookie(token, { secure: false })).toMatch(/^gb_person=.*; HttpOnly; SameSite=Lax$/);
  expect(toPersonCookie(token, { secure: true })).toMatch(/; Secure$/);
});

test("over https no neighbouring host can put another person in place of the one who is there", () => {
  const token = createPersonToken();
  const cookie = toPersonCookie(token, { secure: true });
  expect(cookie).toMatch(/^__Host-gb_person=.*; Path=\/;.*; Secure$/);
  expect(cookie).not.toContain("Domain");
  expect(parsePersonToken(`gb_person=${createPersonToken()}; ${cookie.split(";")[0]}`)).toBe(token);
});

test.each([
  "",
  "gb_person=",
  "gb_person=short",
  "gb_person=../../../../etc/passwd",
  "xgb_person=AAAAAAAAAAAAAAAAAAAAAA",
  undefined,
])("%j is nobody", (header) => expect(parsePersonToken(header)).toBeNull());

test("a value may contain an equals sign", () => expect(parseCookie("a=b=c", "a")).toBe("b=c"));

test("the person's id does not contain the token", () => {
  const token = createPersonToken();
  expect(toPersonId(token)).not.toContain(token);
  expect(toPersonId(token)).toBe(toPersonId(token));
});
