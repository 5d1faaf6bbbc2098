import { type Kysely, type Migration, sql } from "kysely";

/** Names are applied in order and never change once released. */
export const migrations: Record<string, Migration> = {
  "001-people-attempts-results": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("people")
        .addColumn("id", "varchar(64)", (column) => column.primaryKey())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("seen_at", "bigint", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("attempts")
        .addColumn("id", "varchar(64)", (column) => column.primaryKey())
        .addColumn("person", "varchar(64)", (column) => column.notNull().references("people.id").onDelete("cascade"))
        .addColumn("lab", "varchar(64)", (column) => column.notNull())
        .addColumn("sandbox", "varchar(64)")
        .addColumn("prepared_at", "bigint")
        .addColumn("at_step", "varchar(64)")
        .addColumn("started_at", "bigint", (column) => column.notNull())
        .addColumn("ended_at", "bigint")
        .execute();
      await db.schema
        .createIndex("attempts_one_current")
        .unique()
        .on("attempts")
        .columns(["person", "lab"])
        .where(sql.ref("ended_at"), "is", null)
        .execute();
      await db.schema
        .createTable("step_results")
        .addColumn("attempt", "varchar(64)", (column) => column.notNull().references("attempts.id").onDelete("cascade"))
        .addColumn("step", "varchar(64)", (column) => column.notNull())
        .addColumn("passed_at", "bigint")
        .addColumn("checks", "integer", (column) => column.notNull().defaultTo(0))
        .addColumn("solution_at", "bigint")
        .addPrimaryKeyConstraint("step_results_key", ["attempt", "step"])
        .execute();
      await db.schema
        .createTable("step_setups")
        .addColumn("sandbox", "varchar(64)", (column) => column.notNull())
        .addColumn("step", "varchar(64)", (column) => column.notNull())
        .addColumn("done_at", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("step_setups_key", ["sandbox", "step"])
        .execute();
    },
  },
  "002-values-per-person": {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("attempts").addColumn("vars", "text").execute();
      await db.schema
        .createTable("secrets")
        .addColumn("name", "varchar(64)", (column) => column.primaryKey())
        .addColumn("value", "varchar(64)", (column) => column.notNull())
        .execute();
    },
  },
  "003-instructors": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("instructors")
        .addColumn("person", "varchar(64)", (column) => column.primaryKey().references("people.id").onDelete("cascade"))
        .addColumn("link", "varchar(64)", (column) => column.notNull().unique())
        .addColumn("since", "bigint", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("attempts_by_sandbox").on("attempts").column("sandbox").execute();
    },
  },
  "004-passes-per-sandbox": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("sandbox_passes")
        .addColumn("sandbox", "varchar(64)", (column) => column.notNull())
        .addColumn("step", "varchar(64)", (column) => column.notNull())
        .addColumn("passed_at", "bigint", (column) => column.notNull())
        .addPrimaryKeyConstraint("sandbox_passes_key", ["sandbox", "step"])
        .execute();
    },
  },
};
