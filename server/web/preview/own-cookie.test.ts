import { expect, test } from "vitest";
import { parsePersonToken, toPersonCookie } from "../people/person-cookie.ts";
import { toOwnHostCookie, toPreviewCookie, withoutOwnCookies } from "./own-cookie.ts";

const TOKEN = "AAAAAAAAAAAAAAAAAAAAAA";

test("no cookie of ours reaches a student's server, theirs do", () => {
  const ours = [true, false].map((secure) => toPersonCookie(TOKEN, { secure }).split(";")[0]);
  const header = `theirs=1; ${ours[0]};${ours[1]} ; gb_locale=en;GB_panes=1; ${toPreviewCookie("x", true).split(";")[0]}; a=gb_b`;
  expect(withoutOwnCookies(header)).toBe("theirs=1; a=gb_b");
  expect(parsePersonToken(withoutOwnCookies(header)!)).toBeNull();
  expect(withoutOwnCookies(`${ours[0]}`)).toBeNull();
});

test.each([
  "gb_person=x",
  " GB_person=x; Path=/",
  "__Host-gb_person=x; Secure",
  "__Secure-gb_x=1",
  "=gb_person=x",
  "gb_person",
  "",
  ";",
])("a student's server cannot set %j", (header) => expect(toOwnHostCookie(header)).toBeNull());

test("a student's cookie stays with its own host", () =>
  expect(toOwnHostCookie("sid=a=b; Path=/; Domain=localhost; domain = .example.edu;DOMAIN; HttpOnly")).toBe(
    "sid=a=b; Path=/; HttpOnly",
  ));

test("scripts cannot read a preview's cookie", () =>
  expect(toPreviewCookie("x", true)).toContain("; HttpOnly; Secure; SameSite=None"));
