import { afterEach, expect, test, vi } from "vitest";
import type { Answer } from "../../../lib/contract/browser-protocol.ts";
import { TRANSFER_CAP_BYTES } from "../../../lib/contract/files.ts";
import { createFilesPort } from "./files-port.ts";
import type { LabWire } from "./lab-wire.ts";

const portOn = (answer: Answer<unknown>) => {
  const call = vi.fn(async () => answer) as unknown as LabWire["call"];
  return createFilesPort({ call }, "one", () => "No connection.");
};
const port = portOn({ ok: false, code: "offline", error: "not connected" });

afterEach(() => vi.unstubAllGlobals());

test("no connection and a refusal of the server are sentences; what the student can cure stays a value", async () => {
  expect(await port.list("/root")).toEqual({ kind: "failed", error: "No connection." });
  const slow = portOn({ ok: false, code: "too-fast", error: "Please slow down." });
  expect(await slow.read("/root/a")).toEqual({ kind: "failed", error: "Please slow down." });
  const refused = { kind: "refused", code: "gone", detail: "" };
  expect(await portOn({ ok: true, value: refused }).remove("/root/a")).toEqual(refused);
});

test("a transfer that fails rejects nowhere: broken line, sentence, refusal, an answer that makes no sense", async () => {
  const answers = (make: () => Response | Promise<never>) => vi.stubGlobal("fetch", vi.fn(make));
  answers(() => Promise.reject(new TypeError("network")));
  expect(await port.download("/root/a")).toEqual({ kind: "failed", error: "No connection." });
  answers(() => Response.json({ error: "Too many." }, { status: 429 }));
  expect(await port.upload("/root/a", new Blob(["x"]), "absent")).toEqual({ kind: "failed", error: "Too many." });
  answers(() => Response.json({ kind: "refused", code: "fifo", detail: "" }, { status: 409 }));
  expect(await port.download("/root/a")).toMatchObject({ code: "fifo" });
  answers(() => new Response("<html>", { status: 502 }));
  expect(await port.download("/root/a")).toMatchObject({ kind: "failed" });
  answers(() => Response.json({ kind: "whatever" }));
  expect(await port.upload("/root/a", new Blob(["x"]), "any")).toMatchObject({ kind: "failed" });
});

test("the lab and the path travel as they are, and a file that is too large is not sent at all", async () => {
  const fetched = vi.fn(async () => Response.json({ kind: "conflict", now: "exists" }));
  vi.stubGlobal("fetch", fetched);
  expect(await port.upload("/root/a%20%FF%26b%3Dc", new Blob(["x"]), "absent")).toEqual({
    kind: "conflict",
    now: "exists",
  });
  expect(fetched.mock.calls).toMatchObject([
    ["/api/file?lab=one&path=%2Froot%2Fa%2520%25FF%2526b%253Dc&expect=absent", { method: "PUT" }],
  ]);
  const large = { size: TRANSFER_CAP_BYTES + 1 } as Blob;
  expect(await port.upload("/root/a", large, "absent")).toMatchObject({ code: "too-big" });
  expect(fetched).toHaveBeenCalledTimes(1);
});
