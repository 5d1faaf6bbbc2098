import { describe, expect, test } from "vitest";
import { groupHeaders, toBrowserResponse, toSandboxRequest } from "./rewrite-headers.ts";

const ends = { origin: "http://abc.localhost:8001", port: 8088 };
const request = (headers: Record<string, string>) => toSandboxRequest(Object.entries(headers).flat(), ends);
const response = (...raw: string[]) => toBrowserResponse(raw, ends, "http://localhost:8000");

describe("a request to a student's server", () => {
  test("calls it by its own name and says by which it was called", () => {
    const headers = request({
      Host: "abc.localhost:8001",
      Origin: ends.origin,
      Referer: `${ends.origin}/a?b=http://abc.localhost:8001/`,
    });
    expect(headers).toMatchObject({
      host: ["localhost:8088"],
      origin: ["http://localhost:8088"],
      referer: ["http://localhost:8088/a?b=http://abc.localhost:8001/"],
      "x-forwarded-host": ["abc.localhost:8001"],
      "x-forwarded-proto": ["http"],
    });
  });
  test("leaves another page's origin alone", () =>
    expect(request({ Origin: "http://evil.example" }).origin).toEqual(["http://evil.example"]));
  test("carries no cookie of ours, and no header of the connection or of another proxy", () => {
    const headers = request({
      Cookie: "gb_person=AAAAAAAAAAAAAAAAAAAAAA; own=1",
      Connection: "keep-alive, X-Hop",
      "X-Hop": "1",
      "Keep-Alive": "1",
      "Transfer-Encoding": "chunked",
      Upgrade: "h2c",
      "X-Forwarded-For": "10.0.0.9",
      Forwarded: "for=10.0.0.9",
      "Proxy-Authorization": "secret",
      Accept: "*/*",
    });
    expect(Object.keys(headers).sort()).toEqual(["accept", "cookie", "host", "x-forwarded-host", "x-forwarded-proto"]);
    expect(headers.cookie).toEqual(["own=1"]);
  });
  test("with nothing but cookies of ours has no cookie", () =>
    expect(request({ Cookie: "gb_preview=x" })).not.toHaveProperty("cookie"));
});

describe("an answer of a student's server", () => {
  test("may set cookies for itself, none of ours, and for no other host", () =>
    expect(
      response("Set-Cookie", "gb_person=x", "Set-Cookie", "a=1; Domain=localhost", "set-cookie", "b=2")["set-cookie"],
    ).toEqual(["a=1", "b=2"]));
  test("can be framed by the lab only, whatever else it forbids", () =>
    expect(response("Content-Security-Policy", "script-src 'self'")["content-security-policy"]).toEqual([
      "script-src 'self'",
      "frame-ancestors 'self' http://localhost:8000",
    ]));
  test.each([
    ["public, max-age=60, s-maxage=600", "private, max-age=60"],
    ["no-store", "private, no-store"],
    ["", "private"],
  ])("that says %j is kept by no shared cache", (said, meant) =>
    expect(response("Cache-Control", said)["cache-control"]).toEqual([meant]),
  );
  test.each([
    ["http://localhost:8088/a?b", "http://abc.localhost:8001/a?b"],
    ["http://127.0.0.1:8088", "http://abc.localhost:8001/"],
    ["/a", "/a"],
    ["http://localhost:9000/", "http://localhost:9000/"],
    ["http://localhost:8088.evil.example/", "http://localhost:8088.evil.example/"],
    ["https://example.org/", "https://example.org/"],
  ])("that leads to %s leads to %s", (location, led) => expect(response("Location", location).location).toEqual([led]));
  test("reaches nothing beyond its own page", () => {
    const beyond = ["Clear-Site-Data", "Alt-Svc", "Strict-Transport-Security", "NEL", "Report-To", "Connection", "Trailer"];
    const headers = response(...beyond.flatMap((name) => [name, "x"]));
    for (const name of beyond) expect(headers).not.toHaveProperty(name.toLowerCase());
  });
});

test("a header of any name is a header", () =>
  expect(groupHeaders(["__proto__", "1", "constructor", "2"])).toMatchObject({ constructor: ["2"] }));
