import { createChoose, drawVars, keepVars } from "../../../lib/content/draw-vars.ts";
import type { Lab } from "../../../lib/content/lab.ts";
import type { VarValues } from "../../../lib/contract/lab-vars.ts";
import type { Store } from "../store/store.ts";

/** Docker's own default bridge; no lab's subnet may lie in it. */
const DOCKER0 = "172.17.0.0/16";

/** The values of a person at a lab: those that their attempt has; drawn for what it has not, always alike for this person and lab. */
export type PersonValues = (person: string, lab: Lab, kept: VarValues | undefined) => VarValues;

/** subnet: the sandboxes' own network (CIDR), which every sandbox has a route to. */
export async function openPersonValues(store: Store, subnet: string): Promise<PersonValues> {
  const secret = Buffer.from(await store.secret("values"), "base64url");
  return (person, lab, kept = {}) =>
    keepVars(lab.vars, kept, drawVars(lab.vars, createChoose(secret, person, lab.id), [subnet, DOCKER0]));
}
