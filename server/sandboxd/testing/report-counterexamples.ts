import fc from "fast-check";

// Reports that know a message only (JSON, the proof's summary) name what went wrong with a counterexample too.
fc.configureGlobal({ includeErrorInReport: true });
