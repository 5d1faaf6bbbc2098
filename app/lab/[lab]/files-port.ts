import { z } from "zod";
import type { FilesPort, PortFailure } from "../../../components/files/files-port.ts";
import { type Answer, FILE_ADDRESS } from "../../../lib/contract/browser-protocol.ts";
import { FileRefused, PartOutcome, TRANSFER_CAP_BYTES } from "../../../lib/contract/files.ts";
import type { LabId } from "../../../lib/contract/ids.ts";
import type { LabWire } from "./lab-wire.ts";

/** Files of this lab's sandbox: the small ones over the wire, up and down over HTTP. offline: what to say where nobody answers. */
export function createFilesPort(wire: Pick<LabWire, "call">, lab: LabId, offline: () => string): FilesPort {
  const failed = (error: string): PortFailure => ({ kind: "failed", error });
  const unwrap = async <T>(asked: Promise<Answer<T>>): Promise<T | PortFailure> => {
    const answer = await asked;
    if (answer.ok) return answer.value;
    return failed(answer.code === "offline" ? offline() : answer.error);
  };
  const address = (path: string, more = "") => `${FILE_ADDRESS}?${new URLSearchParams({ lab, path })}${more}`;
  const saidBy = async (response: Response): Promise<FileRefused | PortFailure> => {
    const answer = Said.safeParse(await response.json().catch(() => null));
    if (!answer.success) return failed(offline());
    return "error" in answer.data ? failed(answer.data.error) : answer.data;
  };

  return {
    list: (path) => unwrap(wire.call("file:list", { path })),
    read: (path) => unwrap(wire.call("file:read", { path })),
    write: (path, expected, data) => unwrap(wire.call("file:write", { path, expected, data })),
    makeDirectory: (path) => unwrap(wire.call("file:make-directory", { path })),
    remove: (path) => unwrap(wire.call("file:remove", { path })),
    rename: (path, to) => unwrap(wire.call("file:rename", { path, to })),
    async upload(path, file, expect) {
      if (file.size > TRANSFER_CAP_BYTES) return { kind: "refused", code: "too-big", detail: "" };
      try {
        const response = await fetch(address(path, `&expect=${expect}`), { method: "PUT", body: file });
        if (!response.ok) return await saidBy(response);
        const answer = PartOutcome.safeParse(await response.json());
        return answer.success ? answer.data : failed(offline());
      } catch {
        return failed(offline());
      }
    },
    async download(path) {
      try {
        const response = await fetch(address(path));
        return response.ok ? { kind: "blob", blob: await response.blob() } : await saidBy(response);
      } catch {
        return failed(offline());
      }
    },
  };
}

const Said = z.union([FileRefused, z.object({ error: z.string() })]);
