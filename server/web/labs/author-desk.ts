import type { AuthorProblem, AuthorRun, AuthorScript } from "../../../lib/contract/author-protocol.ts";
import type { Locale } from "../../../lib/contract/ids.ts";
import type { VarValues } from "../../../lib/contract/lab-vars.ts";
import type { Tab } from "../tabs/tab.ts";
import type { Seats } from "./seats.ts";

export type CheckLabs = {
  /** Says what is wrong with a lab, as npm run lab -- check does. */
  check: (lab: string) => Promise<AuthorProblem[]>;
  /** A problem's file as the author calls it. */
  show: (problem: AuthorProblem) => AuthorProblem;
};

/** What an author asks of the lab that is open in a tab. Exists in an author's own instance only. */
export class AuthorDesk {
  readonly #seats: Seats;
  readonly #checkLabs: CheckLabs;

  constructor(seats: Seats, checkLabs: CheckLabs) {
    this.#seats = seats;
    this.#checkLabs = checkLabs;
  }

  problems = (tab: Tab): Promise<AuthorProblem[]> => this.#checkLabs.check(this.#seats.of(tab).lab.id);

  vars = async (tab: Tab): Promise<VarValues> => this.#seats.of(tab).values;

  /** Something was saved: whoever is at one of these labs has it at once, and all hear what is wrong with theirs. */
  labsChanged(labs: readonly string[], problems: readonly AuthorProblem[]): Promise<void> {
    return this.#seats.takeLabs(labs, (lab) =>
      problems.filter(({ file }) => file === lab || file.startsWith(`${lab}/`)).map((problem) => this.#checkLabs.show(problem)),
    );
  }

  run = (tab: Tab, wish: { step: string; script: AuthorScript; locale: Locale }): Promise<AuthorRun> =>
    this.#seats.of(tab).steps.tryOut(wish.step, wish.script, wish.locale);
}
