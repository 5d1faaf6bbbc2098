import { z } from "zod";

// zod compiles schemas with new Function where it may; our Content-Security-Policy forbids that, and even asking is reported.
z.config({ jitless: true });
