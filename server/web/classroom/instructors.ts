import { readInstructorLink, toKeyHash } from "../../instructor-link.ts";
import type { Store } from "../store/store.ts";

type InstructorRows = Pick<Store, "addInstructor" | "instructorSince" | "removeInstructor" | "seePerson">;

/** Who may see the whole classroom: whoever opened the host's link first, until the host says otherwise. */
export class Instructors {
  readonly #store: InstructorRows;
  readonly #linkFile: string;

  constructor(store: InstructorRows, linkFile: string) {
    this.#store = store;
    this.#linkFile = linkFile;
  }

  /** Spends the link's key. false: it is not the newest link's, or was spent before. */
  async admit(person: string, key: string, now: number): Promise<boolean> {
    const link = await readInstructorLink(this.#linkFile);
    if (link === null || link.keyHash !== toKeyHash(key)) return false;
    await this.#store.seePerson(person, now);
    return this.#store.addInstructor(person, link.keyHash, now);
  }

  async has(person: string): Promise<boolean> {
    const since = await this.#store.instructorSince(person);
    if (since === null) return false;
    const link = await readInstructorLink(this.#linkFile);
    return link !== null && since >= link.onlySince;
  }

  leave(person: string): Promise<void> {
    return this.#store.removeInstructor(person);
  }
}
