import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { SandboxProfile } from "../../../lib/contract/sandbox.ts";
import { isKeptReady, noteAsked } from "./ready-plan.ts";

/** The profiles asked for last, latest first. */
export type AskedProfiles = { list(): readonly SandboxProfile[]; note(profile: SandboxProfile): void };

/** More than that many are never ready at once. */
const MOST = 16;

/** Opens STATE/asked-profiles.json, by which the next start knows what to keep ready before anybody asks. It holds no names of people. */
export async function openAskedProfiles(state: string, warn: (error: unknown) => void): Promise<AskedProfiles> {
  const path = `${state}/asked-profiles.json`;
  let asked = await readAsked(path);
  let writing: Promise<unknown> = Promise.resolve();
  const write = async (text: string) => {
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
  return {
    list: () => asked,
    note(profile) {
      const before = JSON.stringify(asked);
      asked = noteAsked(asked, profile, MOST);
      const text = JSON.stringify(asked);
      if (text !== before) writing = writing.then(() => write(text)).catch(warn);
    },
  };
}

/** What cannot be read (an older version's, half a file) is nothing: it costs one start its head start. */
async function readAsked(path: string): Promise<SandboxProfile[]> {
  try {
    return z
      .array(SandboxProfile)
      .parse(JSON.parse(await readFile(path, "utf8")))
      .filter(isKeptReady);
  } catch {
    return [];
  }
}
