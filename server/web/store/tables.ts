/**
 * The database as Kysely sees it. Times are Unix milliseconds. Types are the ones SQLite and PostgreSQL share; on PostgreSQL the dialect
 * must parse int8 as a number.
 */
export type Tables = {
  people: { id: string; created_at: number; seen_at: number };
  /** One try at a lab, from its first opening (or a restart) to the next restart. At most one per person and lab has no end. */
  attempts: {
    id: string;
    person: string;
    lab: string;
    /** The sandbox it runs in, or ran in last. */
    sandbox: string | null;
    /** When the lab's files were in that sandbox; null: not yet. */
    prepared_at: number | null;
    at_step: string | null;
    /** JSON: the values that differ per person, as this attempt began; null: begun before there were any. */
    vars: string | null;
    started_at: number;
    ended_at: number | null;
  };
  step_results: {
    attempt: string;
    step: string;
    /** When it first passed: it stays passed. */
    passed_at: number | null;
    /** How often the student asked for a check, and when the answer was first shown. */
    checks: number;
    solution_at: number | null;
  };
  /** Random, made once, base64url: what must not be guessed is derived from it. */
  secrets: { name: string; value: string };
  /** Who opened the host's link. link: the hash of its key; each is spent once. */
  instructors: { person: string; link: string; since: number };
  /** setup.sh of a step ran in this sandbox. */
  step_setups: { sandbox: string; step: string; done_at: number };
  /** A step passed in this sandbox, whatever it did in others. */
  sandbox_passes: { sandbox: string; step: string; passed_at: number };
};
