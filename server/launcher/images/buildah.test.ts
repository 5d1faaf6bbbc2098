import { expect, test } from "vitest";
import { inItsOwnRoom, toBuildArgv, toBuildahEnv, toBuildahFiles, toBuildProgress } from "./buildah.ts";

test("a build sees nothing of this host's container configuration and leaves nothing outside its directory", () => {
  for (const path of Object.values(toBuildahEnv("/c/w"))) expect(path).toMatch(/^\/c\/w\//);
  expect(toBuildahFiles("/c/w", "overlay")["storage.conf"]).toBe(
    '[storage]\ndriver = "overlay"\ngraphroot = "/c/w/storage"\nrunroot = "/c/w/run"\n',
  );
});

test("a build makes a layer of each instruction, pulls nothing, and only borrows the host's apt", () => {
  const argv = toBuildArgv("/c/w", "/c/w/context", ["nginx:1.22", "nginx:latest"]);
  expect(argv).toEqual(expect.arrayContaining(["--layers", "--pull-never", "--no-hosts", "/c/w/apt:/etc/apt:ro"]));
  expect(argv.slice(-5)).toEqual([
    "--tag",
    "docker.io/library/nginx:1.22",
    "--tag",
    "docker.io/library/nginx:latest",
    "/c/w/context",
  ]);
});

test("a build dies with us, whole, and gives way to everything else while people work", () => {
  const room = "setpriv --pdeathsig KILL unshare --mount --propagation=private --pid --fork --kill-child=KILL --mount-proc";
  expect(inItsOwnRoom(["true"], false).join(" ")).toBe(`${room} true`);
  expect(inItsOwnRoom(["true"], true).join(" ")).toBe(`${room} nice -n 15 true`);
});

test("progress is the step that is being done", () => {
  expect(toBuildProgress("STEP 2/5: RUN apt-get update  && apt-get install -y --no-install-recommends nginx")).toBe(
    "step 2 of 5: RUN apt-get update  && apt-get install -",
  );
  expect(toBuildProgress("Setting up nginx (1.22.1-9) ...")).toBeNull();
});
