import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  CLASSROOM_ADDRESS,
  CLASSROOM_PORTS_ADDRESS,
  CLASSROOM_PREVIEW_ADDRESS,
  INSTRUCTOR_ADDRESS,
} from "../../../lib/contract/classroom.ts";
import { toKeyHash } from "../../instructor-link.ts";
import { createPersonToken } from "../people/person-cookie.ts";
import type { Web } from "../start-web.ts";
import { createTestPlace } from "../testing/start-test-web.ts";

const KEY = createPersonToken();
let place: ReturnType<typeof createTestPlace>;
let web: Web;
const link = (key: string, onlySince = 0) =>
  writeFileSync(join(place.dir, "instructor-link"), JSON.stringify({ keyHash: toKeyHash(key), onlySince }));

beforeEach(async () => {
  place = createTestPlace();
  link(KEY);
  web = await place.start();
});
afterEach(async () => {
  await web.close();
  place.destroy();
});

const origin = () => `http://127.0.0.1:${web.port}`;
const teacher = createPersonToken();
const ask = (path: string, request: RequestInit & { token?: string; from?: Record<string, string> } = {}) =>
  fetch(`${origin()}${path}`, {
    ...request,
    headers: {
      cookie: `gb_person=${request.token ?? teacher}`,
      origin: origin(),
      "sec-fetch-site": "same-origin",
      ...request.from,
    },
  });
const admit = (key: string, options: Parameters<typeof ask>[1] = {}) =>
  ask(INSTRUCTOR_ADDRESS, { method: "POST", body: JSON.stringify({ key }), ...options });
const sees = async (token = teacher) => (await ask(CLASSROOM_ADDRESS, { token })).status;

describe("the instructor's link", () => {
  test("makes whoever opens it first an instructor, and nobody after them", async () => {
    expect(await sees()).toBe(403);
    expect((await admit(KEY)).status).toBe(204);
    expect(await sees()).toBe(200);
    const second = createPersonToken();
    expect((await admit(KEY, { token: second })).status).toBe(403);
    expect(await sees(second)).toBe(403);
  });

  test("opened twice by the same person is no error", async () => {
    await admit(KEY);
    expect((await admit(KEY)).status).toBe(204);
  });

  test("stays spent when its instructor has left", async () => {
    await admit(KEY);
    expect((await ask(INSTRUCTOR_ADDRESS, { method: "DELETE" })).status).toBe(204);
    expect(await sees()).toBe(403);
    expect((await admit(KEY)).status).toBe(403);
  });

  test("works no more once there is a newer one, whose opening does not end the earlier instructor's role", async () => {
    const newer = createPersonToken();
    await admit(KEY);
    link(newer);
    const late = createPersonToken();
    expect((await admit(KEY, { token: late })).status).toBe(403);
    expect((await admit(newer, { token: late })).status).toBe(204);
    expect([await sees(), await sees(late)]).toEqual([200, 200]);
  });

  test("can end the role of all before it", async () => {
    await admit(KEY);
    link(createPersonToken(), Date.now() + 1);
    expect(await sees()).toBe(403);
  });

  test("that was never made admits nobody, and a guess does not spend the one that is there", async () => {
    expect((await admit(createPersonToken())).status).toBe(403);
    expect((await admit(KEY)).status).toBe(204);
    writeFileSync(join(place.dir, "instructor-link"), "half a fi");
    expect(await sees()).toBe(403);
  });

  test("survives a restart of web", async () => {
    await admit(KEY);
    await web.close();
    web = await place.start();
    expect(await sees()).toBe(200);
  });
});

describe("the classroom's addresses", () => {
  test("answer none of a student's questions", async () => {
    for (const path of [CLASSROOM_ADDRESS, `${CLASSROOM_PORTS_ADDRESS}?sandbox=aaaaaaaaaaaa`]) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.json()).toEqual({ error: expect.stringContaining("npm run instructor") });
    }
    const body = JSON.stringify({ sandbox: "aaaaaaaaaaaa", port: 80 });
    expect((await ask(CLASSROOM_PREVIEW_ADDRESS, { method: "POST", body })).status).toBe(403);
  });

  test("answer no other site, whoever's cookie its visitor brings along", async () => {
    await admit(KEY);
    for (const from of [{ "sec-fetch-site": "same-site" }, { "sec-fetch-site": "cross-site" }]) {
      expect((await ask(CLASSROOM_ADDRESS, { from })).status).toBe(403);
      expect((await admit(createPersonToken(), { from })).status).toBe(403);
    }
  });

  test("say what was wrong with a question that is none", async () => {
    await admit(KEY);
    expect((await ask(`${CLASSROOM_PORTS_ADDRESS}?sandbox=../x`)).status).toBe(400);
    expect((await ask(CLASSROOM_PREVIEW_ADDRESS, { method: "POST", body: "{" })).status).toBe(400);
    expect((await ask(CLASSROOM_PREVIEW_ADDRESS, { method: "POST", body: "x".repeat(5000) })).status).toBe(400);
    expect((await ask(CLASSROOM_ADDRESS, { method: "PUT" })).status).toBe(405);
  });

  test("open no sandbox that is nobody's place", async () => {
    await admit(KEY);
    const body = JSON.stringify({ sandbox: "aaaaaaaaaaaa", port: 80 });
    expect((await ask(CLASSROOM_PREVIEW_ADDRESS, { method: "POST", body })).status).toBe(409);
  });
});
