import { createLabLibrary } from "../../../lib/content/lab-library.ts";
import { createLog } from "../log.ts";
import { startWeb } from "../start-web.ts";

/** web without its pages, as a process that a test can kill: node web-alone.ts SOCKET DATABASE LABS. Prints its port. */
const [socketPath, databaseFile, labs] = process.argv.slice(2);
const library = createLabLibrary(labs!);
// As web does: nobody who asks waits for the reading.
await library.problems();
const web = await startWeb({
  ...{ host: "127.0.0.1", port: 0, previewPort: 0, origins: [], socketPath: socketPath!, databaseFile: databaseFile! },
  instructorLinkFile: `${databaseFile}.instructor-link`,
  labs: library,
  ...{ maxSandboxesPerPerson: 2, subnet: "10.213.0.0/16", dev: false, log: createLog("silent") },
  pages: async (_request, response) => void response.end(),
});
console.log(web.port);
