import { beforeEach, expect, test } from "vitest";
import { Previews } from "./previews.ts";

const wish = { person: "ann", sandbox: "aaaaaaaaaaaa", port: 8088, locale: "en", labOrigin: "http://localhost:8000" } as const;
let previews: Previews;
beforeEach(() => {
  previews = new Previews();
});
const enter = (label: string, now = 0) => previews.redeem(label, previews.grant(previews.get(label)!, "/", now), now)!.session;

test("the same port of the same sandbox of the same person is the same preview, anything else another", () => {
  const { label } = previews.open(wish, 0);
  expect(previews.open({ ...wish, locale: "zh-CN" }, 1)).toMatchObject({ label, locale: "zh-CN" });
  for (const other of [{ person: "bob" }, { sandbox: "bbbbbbbbbbbb" }, { port: 8089 }])
    expect(previews.open({ ...wish, ...other }, 1).label).not.toBe(label);
});

test("a grant lets one browser in, once, and says where to go", () => {
  const preview = previews.open(wish, 0);
  const grant = previews.grant(preview, "/start?x=1", 0);
  const entered = previews.redeem(preview.label, grant, 1);
  expect(entered?.to).toBe("/start?x=1");
  expect(previews.redeem(preview.label, grant, 2)).toBeNull();
  expect(previews.admit(preview.label, entered!.session, 3)?.port).toBe(8088);
});

test("a grant is good for its preview only, and not for long", () => {
  const [one, two] = [previews.open(wish, 0), previews.open({ ...wish, port: 3000 }, 0)];
  expect(previews.redeem(two.label, previews.grant(one, "/", 0), 1)).toBeNull();
  expect(previews.redeem(one.label, previews.grant(one, "/", 0), 60_001)).toBeNull();
});

test("nobody is let in without the cookie of this very preview", () => {
  const [one, two] = [previews.open(wish, 0), previews.open({ ...wish, person: "bob" }, 0)];
  const session = enter(one.label);
  for (const wrong of [null, "", "x", "__proto__", session.toLowerCase(), enter(two.label)])
    expect(previews.admit(one.label, wrong, 1)).toBeNull();
  expect(previews.admit("__proto__", session, 1)).toBeNull();
  expect(previews.admit(one.label, session, 1)).not.toBeNull();
});

test("grants, browsers and previews are limited; the oldest makes room", () => {
  const preview = previews.open(wish, 0);
  const [first, ...later] = Array.from({ length: 9 }, () => previews.grant(preview, "/", 0));
  expect(previews.redeem(preview.label, first!, 1)).toBeNull();
  expect(previews.redeem(preview.label, later[0]!, 1)).not.toBeNull();
  const sessions = Array.from({ length: 17 }, () => enter(preview.label));
  expect(previews.admit(preview.label, sessions[0]!, 1)).toBeNull();
  expect(previews.admit(preview.label, sessions[16]!, 1)).not.toBeNull();
  for (let port = 1; port <= 32; port += 1) previews.open({ ...wish, port }, 2);
  expect(previews.get(preview.label)).toBeNull();
  expect(previews.open({ ...wish, person: "bob" }, 3).person).toBe("bob");
});

test("a preview that nobody looked at for a day is forgotten", () => {
  const { label } = previews.open(wish, 0);
  previews.open({ ...wish, person: "bob" }, 25 * 3600_000);
  expect(previews.get(label)).toBeNull();
});
