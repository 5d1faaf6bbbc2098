import { z } from "zod";
import { LabId, SandboxId, StepId } from "./ids.ts";
import { Listener, Port } from "./sandboxd-protocol.ts";

/** POST takes an InstructorKey and makes the person an instructor; DELETE makes them one no longer. Both answer 204, or an error's sentence. */
export const INSTRUCTOR_ADDRESS = "/api/instructor";
/** GET: a Classroom, to instructors only. */
export const CLASSROOM_ADDRESS = "/api/classroom";
/** GET ?sandbox=ID: what listens in a student's sandbox, a list of Listener. */
export const CLASSROOM_PORTS_ADDRESS = "/api/classroom/ports";
/** POST takes a ClassroomPreviewWish and answers with { url }: a student's page, for this instructor's browser, once and soon. */
export const CLASSROOM_PREVIEW_ADDRESS = "/api/classroom/preview";

/** 128 random bits, base64url, from the link that the host printed. */
export const InstructorKey = z.object({ key: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

export const ClassroomPreviewWish = z.object({ sandbox: SandboxId, port: Port });
export const ClassroomPreview = z.object({ url: z.url() });
export const ClassroomPorts = z.array(Listener);

/** A student's sandbox as an instructor sees it. Times are Unix ms. */
export const ClassroomPlace = z.object({
  sandbox: SandboxId,
  /** What the student finds on their own page to be known by. */
  code: z.string(),
  lab: LabId,
  /** The step they are at; null: none yet. */
  at: StepId.nullable(),
  passed: z.number().int(),
  /** Steps that are decided by something. */
  total: z.number().int(),
  startedAt: z.number(),
  expiresAt: z.number(),
});
export type ClassroomPlace = z.infer<typeof ClassroomPlace>;

export const Classroom = z.object({ now: z.number(), places: z.array(ClassroomPlace) });
export type Classroom = z.infer<typeof Classroom>;
