import { describe, expect, test } from "vitest";
import { decideOrigin } from "./allowed-origin.ts";

const open = { listed: ["https://lab.example.org"], loopbackOnly: false };
const local = { listed: ["https://lab.example.org"], loopbackOnly: true };

describe("a page may connect", () => {
  test.each([
    ["http://10.0.0.5:8000", "10.0.0.5:8000"],
    ["https://lab.school.edu", "lab.school.edu"],
    ["https://lab.school.edu", "lab.school.edu:443"],
    ["http://[::1]:8000", "[::1]:8000"],
  ])("from %s to the host %s", (origin, host) => expect(decideOrigin(origin, host, open)).toEqual({ allowed: true }));

  test("from a listed origin through a proxy that changes Host", () =>
    expect(decideOrigin("https://lab.example.org", "127.0.0.1:8000", local)).toEqual({ allowed: true }));

  test("from localhost when web listens on this machine only", () =>
    expect(decideOrigin("http://localhost:8000", "localhost:8000", local)).toEqual({ allowed: true }));
});

describe("a page may not connect", () => {
  test.each([
    ["from another site", "https://evil.example", "lab.school.edu"],
    ["from another port of this host", "http://localhost:9000", "localhost:8000"],
    ["from a host that only begins like ours", "https://lab.school.edu.evil.example", "lab.school.edu"],
    ["with ours as user name", "https://lab.school.edu@evil.example", "lab.school.edu"],
    ["from a file or a sandboxed frame", "null", "localhost:8000"],
    ["from an extension", "chrome-extension://abc", "abc"],
    ["without an Origin header", undefined, "localhost:8000"],
    ["without a Host header", "http://localhost:8000", undefined],
  ])("%s", (_, origin, host) => expect(decideOrigin(origin, host, open)).toMatchObject({ allowed: false }));

  test("by a name that was rebound to this machine", () =>
    expect(decideOrigin("http://evil.example:8000", "evil.example:8000", local)).toMatchObject({ allowed: false }));

  test("and the operator reads why, with the cure, without control characters", () => {
    const decision = decideOrigin("https://evil.example", "lab\x1b[2J", open);
    expect(decision).toEqual({
      allowed: false,
      because:
        "the page came from https://evil.example and this is lab?[2J: set GLASSBOX_ORIGINS=https://evil.example if that page is yours",
    });
  });
});
