import { join, resolve } from "node:path";
import { checkLabs } from "../author/check-labs.ts";
import type { CheckLabs } from "./labs/author-desk.ts";
import { runWeb } from "./run-web.ts";

/** web in author mode, which only npm run lab -- preview starts: node author-main.ts LABS SHOWN, where SHOWN is how the author calls that folder. */
const [labs, shown] = process.argv.slice(2);
if (labs === undefined || shown === undefined) throw new Error("npm run lab -- preview starts this program");
const dir = resolve(labs);
const show: CheckLabs["show"] = (problem) => ({ ...problem, file: join(shown, problem.file) });
await runWeb({ labs: dir, checkLabs: { show, check: async (lab) => (await checkLabs(dir, [lab])).problems.map(show) } });
