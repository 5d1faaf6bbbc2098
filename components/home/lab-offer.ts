import type { LabCard } from "../../lib/contract/lesson-view.ts";

/** A lab that is offered by its name alone; its steps are not sent along. */
export type LabOffer = Pick<LabCard, "id" | "title" | "minutes" | "requires" | "steps">;
