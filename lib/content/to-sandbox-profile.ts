import type { LabFrontMatter } from "../contract/lab.ts";
import { SandboxProfile, withEngineDefaults } from "../contract/sandbox.ts";

/** What sandboxd is asked for; what the lab does not say has its engine's defaults, then sandboxd's. */
export function toSandboxProfile(lab: { frontMatter: LabFrontMatter }): SandboxProfile {
  return SandboxProfile.parse(profileInput(lab.frontMatter));
}

/** The front matter's sandbox without what is not sandboxd's business. */
export function profileInput(frontMatter: LabFrontMatter) {
  const { terminals: _terminals, requires: _requires, ...profile } = frontMatter.sandbox ?? {};
  return withEngineDefaults(profile);
}
