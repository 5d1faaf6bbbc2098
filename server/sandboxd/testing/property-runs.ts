/**
 * How many random sequences of commands a property is tried with; others in each run of the tests. GLASSBOX_PROPERTY_RUNS asks for fewer while a
 * reader is being worked on, or for more.
 */
export const PROPERTY_RUNS = Number(process.env.GLASSBOX_PROPERTY_RUNS ?? 200);
