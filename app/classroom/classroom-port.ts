import {
  CLASSROOM_ADDRESS,
  CLASSROOM_PORTS_ADDRESS,
  CLASSROOM_PREVIEW_ADDRESS,
  Classroom,
  ClassroomPorts,
  ClassroomPreview,
  INSTRUCTOR_ADDRESS,
} from "../../lib/contract/classroom.ts";

/** A "no" of the server: its sentence, in the reader's language. */
export class Refused extends Error {}

/** @throws Refused with the server's sentence; any other error: it was not reached */
async function ask(address: string, request: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, { cache: "no-store", ...request });
  if (response.ok) return response;
  const { error } = (await response.json().catch(() => ({}))) as { error?: unknown };
  if (response.status === 403 && typeof error === "string") throw new Refused(error);
  throw new Error(typeof error === "string" ? error : `${address} answered ${response.status}`);
}

const send = (body: unknown): RequestInit => ({ method: "POST", body: JSON.stringify(body) });

export const becomeInstructor = (key: string) => ask(INSTRUCTOR_ADDRESS, send({ key }));
export const stopBeingInstructor = () => ask(INSTRUCTOR_ADDRESS, { method: "DELETE" });
export const readClassroom = async () => Classroom.parse(await (await ask(CLASSROOM_ADDRESS)).json());
export const readPorts = async (sandbox: string) =>
  ClassroomPorts.parse(await (await ask(`${CLASSROOM_PORTS_ADDRESS}?sandbox=${sandbox}`)).json());
export const openPage = async (sandbox: string, port: number) =>
  ClassroomPreview.parse(await (await ask(CLASSROOM_PREVIEW_ADDRESS, send({ sandbox, port }))).json());
