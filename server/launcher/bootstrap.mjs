#!/usr/bin/env node
/**
 * The door of every npm script. Plain JavaScript for any Node >= 20, no packages: it runs before there are any.
 * It installs the npm packages where they are missing or older than package-lock.json, then hands over to the Node 24 among them.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const SELF = fileURLToPath(import.meta.url);
const REPO = join(dirname(SELF), "..", "..");
const LOCK = join(REPO, "package-lock.json");
const STAMP = join(REPO, "node_modules", ".glassbox-installed");
const NODE = join(REPO, "node_modules", ".bin", "node");

/** What these commands do only root may do; the others say themselves what they need. */
const ROOT_ONLY = new Set(["start", "dev", "test", "sandbox", "bench"]);

const args = process.argv.slice(2);
if (args[0] === "--install") await install();
else await main();

async function main() {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`);
  if (process.platform !== "linux") fail("Glassbox runs on Linux only: use a Debian or Ubuntu virtual machine.");
  const asksForHelp = args.includes("--help") || args.includes("-h");
  if (ROOT_ONLY.has(args[0]) && !asksForHelp && process.getuid() !== 0) {
    fail(
      `npm ${args[0] === "start" || args[0] === "test" ? args[0] : `run ${args[0]}`} needs root, because it makes namespaces, mounts and cgroups: run it again with sudo.`,
    );
  }
  if (!isInstalled()) {
    // The lock file is package-lock.json itself, so nothing is left behind; whoever comes second waits, looks again and finds the work done.
    const code = await run("flock", ["--exclusive", LOCK, process.execPath, SELF, "--install"]);
    if (code !== 0) process.exit(code);
  }
  process.exit(await run(NODE, ["--disable-warning=ExperimentalWarning", join(REPO, "server", "launcher", "main.ts"), ...args]));
}

/** Runs with the lock held. The stamp is written last: whatever interrupts us, the next run starts afresh. */
async function install() {
  if (isInstalled()) return;
  const began = Date.now();
  await installCompiler();
  say("installing the npm packages of package-lock.json (a minute on the first run)");
  const nodedir = headersOfThisNode() ?? configuredHeaders();
  if (nodedir !== null) {
    await npm(["ci", "--no-audit", "--no-fund"], { npm_config_nodedir: nodedir });
  } else {
    // No C headers for node-pty to be built against: take those that the `node` package brings along.
    await npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    await npm(["rebuild", "node"]);
    const bundled = join(REPO, "node_modules", "node", "node_modules", `node-linux-${process.arch}`);
    const headers = existsSync(join(bundled, "include", "node", "node_version.h")) ? { npm_config_nodedir: bundled } : {};
    await npm(["rebuild", ...nativePackages()], headers);
  }
  if (!hasNativeParts()) fail("npm ended well but node_modules is not complete: delete node_modules and run this again.");
  writeFileSync(STAMP, lockHash());
  say(`npm packages are installed (${Math.round((Date.now() - began) / 1000)} s)`);
}

/** By our stamp; or, after a developer's own `npm install`, because npm's record of what lies in node_modules equals the lock file. */
function isInstalled() {
  if (!existsSync(NODE)) return false;
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lockHash()) return true;
  if (!hasNativeParts() || !matchesLock()) return false;
  try {
    writeFileSync(STAMP, lockHash());
  } catch {
    // Not ours to write (not root): then we look again next time.
  }
  return true;
}

function matchesLock() {
  try {
    const wanted = JSON.parse(readFileSync(LOCK, "utf8")).packages;
    const present = JSON.parse(readFileSync(join(REPO, "node_modules", ".package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(
      ([path, entry]) => path === "" || (entry.optional && !present[path]) || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

function hasNativeParts() {
  const pty = join(REPO, "node_modules", "node-pty");
  const built = [join(pty, "build", "Release", "pty.node"), join(pty, "prebuilds", `linux-${process.arch}`, "pty.node")];
  return existsSync(NODE) && built.some((path) => existsSync(path));
}

function nativePackages() {
  const allowed = JSON.parse(readFileSync(join(REPO, "package.json"), "utf8")).allowScripts;
  return Object.keys(allowed).filter((name) => allowed[name] && name !== "node");
}

/** node-gyp needs python3, make and g++ to build node-pty. */
async function installCompiler() {
  const missing = [
    ["python3", "python3"],
    ["make", "make"],
    ["g++", "g++"],
  ].filter(([command]) => !onPath(command));
  if (missing.length === 0) return;
  const names = missing.map(([, name]) => name);
  if (process.getuid() !== 0) fail(`npm packages must be compiled, and ${names.join(", ")} is missing: run this once with sudo.`);
  say(`installing ${names.join(", ")} with apt-get: node-pty is compiled for this machine`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    ["update", "-q"],
    ["install", "-q", "-y", "--no-install-recommends", ...names],
  ];
  for (const step of steps) {
    if ((await run("apt-get", step, env)) !== 0) {
      fail(
        `apt-get ${step[0]} failed (its message is above): check the network and the sources in /etc/apt, then run this again.`,
      );
    }
  }
}

/** nodejs.org's archives, NodeSource's packages and nvm put the headers beside the binary: PREFIX/bin/node, PREFIX/include/node. */
function headersOfThisNode() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, "include", "node", "node_version.h")) ? prefix : null;
}

function configuredHeaders() {
  const [command, first] = npmCommand();
  const found = spawnSync(command, [...first, "config", "get", "nodedir"], { cwd: REPO, encoding: "utf8" });
  const value = (found.stdout ?? "").trim();
  return value === "" || value === "undefined" || value === "null" ? null : value;
}

async function npm(more, env = {}) {
  const [command, first] = npmCommand();
  const code = await run(command, [...first, ...more], env, REPO);
  if (code === 0) return;
  fail(`npm ${more[0]} failed (its message is above): check the network and npm's registry setting, then run this again.`);
}

function npmCommand() {
  const path = process.env.npm_execpath;
  return path?.endsWith(".js") ? [process.execPath, [path]] : ["npm", []];
}

function lockHash() {
  return createHash("sha256").update(readFileSync(LOCK)).digest("hex");
}

function onPath(command) {
  return (process.env.PATH ?? "").split(":").some((directory) => directory !== "" && existsSync(join(directory, command)));
}

/** Runs to the end and passes signals on. Ctrl-C reaches the whole foreground group by itself: the child decides what it means. */
function run(command, argv, env = {}, cwd = process.cwd()) {
  return new Promise((resolve) => {
    const child = spawn(command, argv, { stdio: "inherit", env: { ...process.env, ...env }, cwd });
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    const pass = (signal) => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of signals) process.on(signal, pass);
    const end = (code) => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code);
    };
    child.on("error", (error) => {
      console.error(`Glassbox: cannot run ${command}: ${error.message}`);
      end(1);
    });
    child.on("exit", (code, signal) => end(code ?? 128 + (signal === "SIGINT" ? 2 : signal === "SIGTERM" ? 15 : 9)));
  });
}

function say(text) {
  console.error(`Glassbox: ${text}`);
}

function fail(sentence) {
  console.error(`Glassbox: ${sentence}`);
  process.exit(1);
}
