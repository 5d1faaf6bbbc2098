import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImageState } from "../../../lib/contract/image-status.ts";
import { imageStatusPath, type Settings } from "../../config.ts";
import type { RunningSandbox } from "../../sandboxd/runtime/running-sandbox.ts";
import { execIn, openTestLab, type TestLab, until } from "../../sandboxd/sandboxes/test-support.ts";
import { run } from "../../sandboxd/system/run.ts";
import { readDebianMirror } from "../debian/read-debian-mirror.ts";
import { answersAt } from "../services/ready.ts";
import type { Service } from "../services/service.ts";
import { buildImages } from "./build-images.ts";
import { readStoredImage } from "./image-store.ts";
import { planImages, selectImages } from "./plan-images.ts";
import { hex } from "./registry-layout.ts";
import { registryAddress, serveImages } from "./serve-images.ts";

/** debian and busybox only: the other images take minutes, and their way of being built is the same. */
const REPO = resolve(import.meta.dirname, "../../..");
/** Part of the address of the mirror that this test puts before the host's own, so that a trace of it is unmistakable. */
const MARK = "glassbox-test-mirror-7d1f";

let lab: TestLab;
let sandbox: RunningSandbox;
let registry: Service;
let address = "";
let mirror: Server;
let settings: Settings;
let built: ImageState[];
let asked = 0;

beforeAll(async () => {
  lab = await openTestLab();
  const { mirror: upstream } = await readDebianMirror(undefined);
  mirror = createServer((request, response) => {
    asked++;
    get(`${upstream.main}${request.url!.replace(`/${MARK}`, "")}`, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    }).on("error", () => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(mirror, "listening");
  const { port } = mirror.address() as AddressInfo;
  settings = {
    ...lab.settings,
    cache: `${lab.settings.state}/test-cache`,
    debianMirror: `http://127.0.0.1:${port}/${MARK}`,
  };
  const all = await planImages(REPO);
  built = await buildImages(REPO, settings, all, selectImages(all, ["busybox"]), { step: (_, work) => work(() => undefined) });
  registry = await serveImages(settings);
  address = registryAddress(settings);
  await until("the registry answers", () => answersAt(`${address}/v2/`));
  const { id } = await lab.sandboxes.create({ owner: "test", purpose: "images", profile: lab.profile() });
  sandbox = lab.sandboxes.get(id)!;
}, 600_000);

afterAll(async () => {
  await registry?.stop("SIGTERM", 5_000);
  mirror?.close();
  if (lab !== undefined) await run("rm", ["-rf", `${lab.settings.state}/test-cache`, `${lab.settings.state}/images`]);
  await lab?.[Symbol.asyncDispose]();
});

const ACCEPT = "Accept: application/vnd.docker.distribution.manifest.v2+json";
/** curl as a student has it. */
const curl = async (words: string) => (await execIn(sandbox, `curl -sS --max-time 10 ${words}`)).stdout;
const statusOf = (words: string) => curl(`-o /dev/null -w '%{http_code}' ${words}`);
const stored = async (name: string) => {
  const image = (await planImages(REPO)).find((one) => one.name === name)!;
  return (await readStoredImage(settings.cache, image))!;
};

describe("the offline images", () => {
  it("are built, with what they are made from, and leave nothing half-made", async () => {
    const states = Object.fromEntries(built.map(({ name, state }) => [name, state]));
    expect(states).toMatchObject({ debian: "ready", busybox: "ready", nginx: "waiting" });
    expect((await readdir(join(settings.cache, "images"))).filter((name) => name.startsWith(".building"))).toEqual([]);
    expect((await readFile("/proc/self/mountinfo", "utf8")).includes(settings.cache)).toBe(false);
    expect(JSON.parse(await readFile(imageStatusPath(settings), "utf8"))).toEqual({ builder: null, images: built });
  });

  it("are not built again while nothing has changed", async () => {
    const before = asked;
    const all = await planImages(REPO);
    const step = () => Promise.reject(new Error("it was built again"));
    const again = await buildImages(REPO, settings, all, selectImages(all, ["busybox"]), { step });
    expect(again).toEqual(built);
    expect(asked).toBe(before);
  });

  it("hold nothing of the host's way to its packages, in no layer and in no history", async () => {
    expect(asked).toBeGreaterThan(50);
    const hosts = (await run("apt-get", ["indextargets", "--format", "$(REPO_URI)"])).stdout.match(/(?<=:\/\/)[^/\s]+/g) ?? [];
    expect(hosts.length).toBeGreaterThan(0);
    for (const name of ["debian", "busybox"]) {
      const { directory, layers, config } = await stored(name);
      const texts = [await readFile(join(directory, hex(config)))];
      for (const layer of layers) texts.push(await promisify(gunzip)(await readFile(join(directory, hex(layer)))));
      for (const text of texts) {
        for (const word of [MARK, new URL(settings.debianMirror).host])
          expect({ name, word, at: text.indexOf(word) }).toEqual({ name, word, at: -1 });
        // Debian's own name stands in its own packages; a sources line with it does not.
        for (const host of new Set(hosts))
          expect(String(text.toString("latin1").match(new RegExp(`^deb .*${host}`, "m")))).toBe("null");
      }
      expect(texts.length).toBeGreaterThan(1);
    }
  });

  it("have no device nodes and no documentation, which a sandbox could not unpack and nobody reads", async () => {
    const { directory, layers } = await stored("debian");
    const { stdout } = await run("tar", ["--list", "--verbose", "--gzip", "--file", join(directory, hex(layers[0]!))]);
    const lines = stdout.trim().split("\n");
    expect(lines.length).toBeGreaterThan(2000);
    expect(lines.filter((line) => /^[bc]/.test(line))).toEqual([]);
    expect(lines.filter((line) => /usr\/share\/(man|info|locale)\/./.test(line) && !line.startsWith("d"))).toEqual([]);
    expect(lines.some((line) => line.endsWith("usr/share/doc/bash/copyright"))).toBe(true);
  });
});

describe("what cannot be built", () => {
  const failures = async (change: Partial<Settings>) => {
    const all = await planImages(REPO);
    const options = { step: <T>(_: unknown, work: (tell: () => void) => Promise<T>) => work(() => undefined) };
    const states = await buildImages(REPO, { ...settings, ...change }, all, selectImages(all, ["busybox"]), options);
    return states.filter(({ state }) => state === "failed").map(({ name, reason }) => ({ name, reason: reason!.split(":")[0] }));
  };
  const elsewhere = async <T>(options: string[], use: (place: Partial<Settings>) => Promise<T>): Promise<T> => {
    const path = `${lab.settings.state}/test-elsewhere`;
    await run("mkdir", ["-p", path]);
    await run("mount", ["-t", "tmpfs", ...options, "tmpfs", path]);
    try {
      const result = await use({ cache: path, state: path });
      expect((await readdir(`${path}/images`)).filter((name) => name !== ".lock").sort()).toEqual(["registry", "status.json"]);
      return result;
    } finally {
      await run("umount", [path]);
      await run("rmdir", [path]);
    }
  };

  it("for want of room is one sentence, for this image and those after it, and leaves nothing half-made", async () => {
    const said = await elsewhere(["-o", "size=64m"], failures);
    const reason = "the disk is full";
    expect(said).toEqual([
      { name: "debian", reason },
      { name: "busybox", reason },
    ]);
  });

  it("for want of a network likewise", async () => {
    // Port 9 (discard) of this host: nobody listens there.
    const said = await elsewhere([], (place) => failures({ ...place, debianMirror: "http://127.0.0.1:9/debian" }));
    const reason = "the image debian cannot be built";
    expect(said).toEqual([
      { name: "debian", reason },
      { name: "busybox", reason },
    ]);
  }, 180_000);
});

describe("the registry, seen from a sandbox", () => {
  it("gives a manifest by its tag and each blob whole, as docker pull asks for them", async () => {
    const manifest = JSON.parse(await curl(`-H '${ACCEPT}' ${address}/v2/library/debian/manifests/12`));
    expect(manifest.mediaType).toBe("application/vnd.docker.distribution.manifest.v2+json");
    for (const { digest } of [manifest.config, ...manifest.layers]) {
      const sum = await execIn(sandbox, `curl -sS ${address}/v2/library/debian/blobs/${digest} | sha256sum`);
      expect(`sha256:${sum.stdout.split(" ")[0]}`).toBe(digest);
    }
    expect(await statusOf(`-I -H '${ACCEPT}' ${address}/v2/library/busybox/manifests/latest`)).toBe("200");
  });

  it("says 404 for an image that we do not carry, so that the engine says it in its own words", async () => {
    expect(await statusOf(`-H '${ACCEPT}' ${address}/v2/library/oracle/manifests/latest`)).toBe("404");
  });

  it("refuses to write: no upload, no manifest, no deletion", async () => {
    const { stdout: before } = await run("find", [`${settings.state}/images/registry`, "-printf", "%p %s %T@\n"]);
    const digest = (await stored("debian")).layers[0]!;
    const attempts = {
      upload: await statusOf(`-X POST ${address}/v2/library/evil/blobs/uploads/`),
      mount: await statusOf(`-X POST '${address}/v2/library/evil/blobs/uploads/?mount=${digest}&from=library/debian'`),
      manifest: await statusOf(
        `-X PUT -H '${ACCEPT.replace("Accept", "Content-Type")}' -d '{}' ${address}/v2/library/debian/manifests/12`,
      ),
      deletion: await statusOf(`-X DELETE ${address}/v2/library/debian/manifests/${(await stored("debian")).manifestDigest}`),
    };
    expect(attempts).toEqual({ upload: "405", mount: "405", manifest: "405", deletion: "405" });
    expect((await run("find", [`${settings.state}/images/registry`, "-printf", "%p %s %T@\n"])).stdout).toBe(before);
  });

  it("is served by a user that has no capabilities and can write nothing of it", async () => {
    const { stdout } = await run("pgrep", ["-f", `docker-registry serve ${settings.state}/`]);
    const status = await readFile(`/proc/${stdout.trim().split("\n")[0]}/status`, "utf8");
    const { stdout: uid } = await run("id", ["-u", "glassbox-registry"]);
    expect(status).toMatch(new RegExp(`^Uid:\t${uid.trim()}\t${uid.trim()}\t`, "m"));
    expect(status).toMatch(/^CapBnd:\t0+$/m);
    const writable = ["-u", "glassbox-registry", "--", "find", `${settings.state}/images`, "-writable"];
    expect((await run("runuser", writable)).stdout).toBe("");
  });

  it("is the only new door of the host: the ports beside it stay closed, and nobody else may open too many", async () => {
    const port = settings.registryPort;
    for (const other of [port - 1, port + 1])
      expect(await statusOf(`${address.replace(`:${port}`, `:${other}`)}/v2/`)).toBe("000");
    const flood = await execIn(
      sandbox,
      `for i in $(seq 60); do exec {fd}<>/dev/tcp/${new URL(address).hostname}/${port} && echo open; done 2>/dev/null; true`,
    );
    expect(flood.stdout.trim().split("\n").length).toBeLessThanOrEqual(32);
    expect(flood.stdout).toContain("open");
    await until("its connections are forgotten", async () => (await statusOf(`${address}/v2/`)) === "200");
  });

  it("is there again when its process was killed, and when the bridge was taken away and made anew", async () => {
    const { stdout } = await run("pgrep", ["-f", `docker-registry serve ${settings.state}/`]);
    process.kill(Number(stdout.trim().split("\n")[0]), "SIGKILL");
    await until("the registry answers again", async () => registry.deaths() === 1 && (await answersAt(`${address}/v2/`)));
    const bridge = `${settings.name}0`;
    await run("ip", ["link", "delete", bridge]);
    await until("the sandbox is connected again", async () => {
      const { id } = await lab.sandboxes.create({ owner: "test", purpose: "again", profile: lab.profile() });
      sandbox = lab.sandboxes.get(id)!;
      return true;
    });
    expect(await statusOf(`${address}/v2/`)).toBe("200");
    expect(registry.deaths()).toBe(1);
  });
});
