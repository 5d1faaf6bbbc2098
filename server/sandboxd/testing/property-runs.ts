/**
 * How many random sequences of commands a property is tried with. Each run of the tests draws others, so that many short runs see more than one
 * long one; GLASSBOX_PROPERTY_RUNS asks for more at once.
 */
export const PROPERTY_RUNS = Number(process.env.GLASSBOX_PROPERTY_RUNS ?? 50);
