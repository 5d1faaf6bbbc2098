import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, Migrator } from "kysely";
import type { StepProgress } from "../../../lib/contract/browser-protocol.ts";
import { VarValues } from "../../../lib/contract/lab-vars.ts";
import { migrations } from "./migrations.ts";
import { createNodeSqliteDialect } from "./node-sqlite.ts";
import type { Tables } from "./tables.ts";

export type Attempt = {
  id: string;
  person: string;
  lab: string;
  sandbox: string | null;
  preparedAt: number | null;
  at: string | null;
  /** Unix ms */
  startedAt: number;
  /** Undefined: none were kept yet. */
  vars: VarValues | undefined;
};

/** People and their progress. Every write is on the disk when its promise resolves. */
export type Store = ReturnType<typeof createStore>;

/** Opens (or makes) the database file, readable by this user alone, and brings it up to date. */
export async function openStore(file: string): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Kysely<Tables>({ dialect: createNodeSqliteDialect(file) });
  chmodSync(file, 0o600);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) {
    await db.destroy();
    throw new Error(`the database ${file} could not be brought up to date: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
  return createStore(db);
}

function createStore(db: Kysely<Tables>) {
  const attempts = () =>
    db
      .selectFrom("attempts")
      .select([
        "id",
        "person",
        "lab",
        "sandbox",
        "prepared_at as preparedAt",
        "at_step as at",
        "vars",
        "started_at as startedAt",
      ]);
  const toAttempt = <R extends { vars: string | null }>(row: R) => ({
    ...row,
    vars: row.vars === null ? undefined : VarValues.parse(JSON.parse(row.vars)),
  });

  return {
    async seePerson(person: string, now: number): Promise<void> {
      await db
        .insertInto("people")
        .values({ id: person, created_at: now, seen_at: now })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ seen_at: now }))
        .execute();
    },

    async currentAttempt(person: string, lab: string): Promise<Attempt | null> {
      const row = await attempts()
        .where("person", "=", person)
        .where("lab", "=", lab)
        .where("ended_at", "is", null)
        .executeTakeFirst();
      return row ? toAttempt(row) : null;
    },

    /** All attempts of a person that have not ended. */
    currentAttempts: async (person: string): Promise<Attempt[]> =>
      (await attempts().where("person", "=", person).where("ended_at", "is", null).execute()).map(toAttempt),

    /** The attempt that this sandbox was made for and that has not ended. */
    async attemptIn(sandbox: string): Promise<Attempt | null> {
      const row = await attempts().where("sandbox", "=", sandbox).where("ended_at", "is", null).executeTakeFirst();
      return row ? toAttempt(row) : null;
    },

    /** link: the hash of its key. false: somebody spent it before. */
    async addInstructor(person: string, link: string, now: number): Promise<boolean> {
      const row = { person, link, since: now };
      return db.transaction().execute(async (transaction) => {
        const spent = await transaction
          .selectFrom("instructors")
          .select(["person", "since"])
          .where("link", "=", link)
          .executeTakeFirst();
        if (spent) return spent.person === person && spent.since > 0;
        await transaction
          .insertInto("instructors")
          .values(row)
          .onConflict((conflict) => conflict.column("person").doUpdateSet({ link, since: now }))
          .execute();
        return true;
      });
    },

    /** When this person became an instructor, Unix ms; null: never, or they left. */
    async instructorSince(person: string): Promise<number | null> {
      const row = await db
        .selectFrom("instructors")
        .select("since")
        .where("person", "=", person)
        .where("since", ">", 0)
        .executeTakeFirst();
      return row?.since ?? null;
    },

    /** Their link stays spent. */
    async removeInstructor(person: string): Promise<void> {
      await db.updateTable("instructors").set({ since: 0 }).where("person", "=", person).execute();
    },

    /** Ends the current attempt, if any, and begins another: no step has passed in it. It keeps these values to its end. */
    async startAttempt(person: string, lab: string, now: number, vars: VarValues = {}): Promise<Attempt> {
      const id = randomUUID();
      await db.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("attempts")
          .set({ ended_at: now })
          .where("person", "=", person)
          .where("lab", "=", lab)
          .where("ended_at", "is", null)
          .execute();
        await transaction
          .insertInto("attempts")
          .values({
            ...{ id, person, lab, sandbox: null, prepared_at: null, at_step: null },
            ...{ vars: JSON.stringify(vars), started_at: now, ended_at: null },
          })
          .execute();
      });
      return { id, person, lab, sandbox: null, preparedAt: null, at: null, vars, startedAt: now };
    },

    /** The lab has more values than when the attempt began. */
    async setVars(attempt: string, vars: VarValues): Promise<void> {
      await db
        .updateTable("attempts")
        .set({ vars: JSON.stringify(vars) })
        .where("id", "=", attempt)
        .execute();
    },

    /** 256 random bits in base64url, made when first asked for and the same from then on. */
    async secret(name: string): Promise<string> {
      const value = randomBytes(32).toString("base64url");
      await db
        .insertInto("secrets")
        .values({ name, value })
        .onConflict((conflict) => conflict.column("name").doNothing())
        .execute();
      return (await db.selectFrom("secrets").select("value").where("name", "=", name).executeTakeFirstOrThrow()).value;
    },

    /** Another sandbox for the attempt; the lab's files are not in it yet. */
    async setSandbox(attempt: string, sandbox: string): Promise<void> {
      await db.updateTable("attempts").set({ sandbox, prepared_at: null }).where("id", "=", attempt).execute();
    },

    async setPrepared(attempt: string, now: number): Promise<void> {
      await db.updateTable("attempts").set({ prepared_at: now }).where("id", "=", attempt).execute();
    },

    async setAt(attempt: string, step: string): Promise<void> {
      await db.updateTable("attempts").set({ at_step: step }).where("id", "=", attempt).execute();
    },

    async wasSetUp(sandbox: string, step: string): Promise<boolean> {
      const row = await db
        .selectFrom("step_setups")
        .select("step")
        .where("sandbox", "=", sandbox)
        .where("step", "=", step)
        .executeTakeFirst();
      return row !== undefined;
    },

    async recordSetUp(sandbox: string, step: string, now: number): Promise<void> {
      await db
        .insertInto("step_setups")
        .values({ sandbox, step, done_at: now })
        .onConflict((conflict) => conflict.columns(["sandbox", "step"]).doUpdateSet({ done_at: now }))
        .execute();
    },

    async recordPassIn(sandbox: string, step: string, now: number): Promise<void> {
      await db
        .insertInto("sandbox_passes")
        .values({ sandbox, step, passed_at: now })
        .onConflict((conflict) => conflict.columns(["sandbox", "step"]).doNothing())
        .execute();
    },

    /** The steps that passed in this sandbox. */
    passesIn: async (sandbox: string): Promise<string[]> =>
      (await db.selectFrom("sandbox_passes").select("step").where("sandbox", "=", sandbox).orderBy("step").execute()).map(
        ({ step }) => step,
      ),

    progress: (attempt: string): Promise<StepProgress[]> =>
      db
        .selectFrom("step_results")
        .select(["step", "passed_at as passedAt"])
        .where("attempt", "=", attempt)
        .orderBy("step")
        .execute(),

    /** When this person first began each lab, and when each step of it first passed, in whatever attempt. Unix ms. */
    async firstPasses(person: string): Promise<{ lab: string; startedAt: number; passes: Map<string, number> }[]> {
      const [begun, passed] = await Promise.all([
        db
          .selectFrom("attempts")
          .select(({ fn }) => ["lab", fn.min("started_at").as("startedAt")])
          .where("person", "=", person)
          .groupBy("lab")
          .execute(),
        db
          .selectFrom("step_results")
          .innerJoin("attempts", "attempts.id", "step_results.attempt")
          .select(({ fn }) => ["lab", "step", fn.min("passed_at").as("passedAt")])
          .where("person", "=", person)
          .where("passed_at", "is not", null)
          .groupBy(["lab", "step"])
          .execute(),
      ]);
      return begun.map(({ lab, startedAt }) => ({
        ...{ lab, startedAt },
        passes: new Map(passed.flatMap((row) => (row.lab === lab ? [[row.step, Number(row.passedAt)] as const] : []))),
      }));
    },

    /** Keeps the first pass. Answers with when that was. */
    async recordPass(attempt: string, step: string, now: number): Promise<number> {
      await db
        .insertInto("step_results")
        .values({ attempt, step, passed_at: now, checks: 0, solution_at: null })
        .onConflict((conflict) =>
          conflict.columns(["attempt", "step"]).doUpdateSet((row) => ({
            passed_at: row.fn.coalesce("step_results.passed_at", "excluded.passed_at"),
          })),
        )
        .execute();
      const row = await db
        .selectFrom("step_results")
        .select("passed_at")
        .where("attempt", "=", attempt)
        .where("step", "=", step)
        .executeTakeFirstOrThrow();
      return row.passed_at ?? now;
    },

    async countCheck(attempt: string, step: string): Promise<void> {
      await db
        .insertInto("step_results")
        .values({ attempt, step, passed_at: null, checks: 1, solution_at: null })
        .onConflict((conflict) =>
          conflict.columns(["attempt", "step"]).doUpdateSet((row) => ({ checks: row("step_results.checks", "+", 1) })),
        )
        .execute();
    },

    async recordSolutionSeen(attempt: string, step: string, now: number): Promise<void> {
      await db
        .insertInto("step_results")
        .values({ attempt, step, passed_at: null, checks: 0, solution_at: now })
        .onConflict((conflict) =>
          conflict.columns(["attempt", "step"]).doUpdateSet((row) => ({
            solution_at: row.fn.coalesce("step_results.solution_at", "excluded.solution_at"),
          })),
        )
        .execute();
    },

    close: (): Promise<void> => db.destroy(),
  };
}
