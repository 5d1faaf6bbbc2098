import { ProtoError, protoFields, protoTime } from "./proto-fields.ts";

/** One vertex of the build's graph with what was last said of it. Text is unescaped, of any length. */
export type BuildVertex = {
  digest: string;
  inputs: string[];
  name: string;
  cached: boolean;
  started: boolean;
  completed: boolean;
  /** Milliseconds it was worked on, over all times it was. */
  ms: number;
  error: string | null;
};

const MOST_VERTICES = 1_000;
const MOST_INPUTS = 100;

/**
 * The status messages of a build: each after its length in four bytes, little-endian (solver/llbsolver/history.go, ImportStatus), each a
 * StatusResponse (control.proto) of which the vertices are read. @throws ProtoError
 */
export function parseBuildLog(blob: Buffer): BuildVertex[] {
  const vertices = new Map<string, BuildVertex & { times: Map<number, number> }>();
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) throw new ProtoError("the last message is cut off");
    const end = at + 4 + blob.readUInt32LE(at);
    if (end > blob.length) throw new ProtoError("a message is longer than what is left");
    for (const { field, bytes } of protoFields(blob.subarray(at + 4, end))) if (field === 1) takeVertex(vertices, bytes);
    at = end;
  }
  return [...vertices.values()].map(({ times, ...vertex }) => ({
    ...vertex,
    ms: [...times].reduce((sum, [started, completed]) => sum + Math.max(0, completed - started), 0),
  }));
}

/** A vertex is told several times: when it is planned, when it begins, when it ends, and again where it is worked on again. */
function takeVertex(vertices: Map<string, BuildVertex & { times: Map<number, number> }>, message: Buffer): void {
  const inputs: string[] = [];
  let [digest, name, cached] = ["", "", false];
  let [started, completed, error]: [number | null, number | null, string | null] = [null, null, null];
  for (const { field, number, bytes } of protoFields(message)) {
    if (field === 1) digest = bytes.toString("latin1");
    else if (field === 2 && inputs.length < MOST_INPUTS) inputs.push(bytes.toString("latin1"));
    else if (field === 3) name = bytes.toString("utf8");
    else if (field === 4) cached = number !== 0n;
    else if (field === 5) started = protoTime(bytes);
    else if (field === 6) completed = protoTime(bytes);
    else if (field === 7) error = bytes.toString("utf8") || null;
  }
  const known = vertices.get(digest);
  if (!known && vertices.size >= MOST_VERTICES) throw new ProtoError("there are too many vertices");
  const vertex = known ?? {
    digest,
    inputs,
    name,
    cached: false,
    started: false,
    completed: false,
    ms: 0,
    error: null,
    times: new Map<number, number>(),
  };
  vertices.set(digest, vertex);
  vertex.cached ||= cached;
  vertex.started ||= started !== null;
  vertex.completed ||= completed !== null;
  vertex.error = error ?? vertex.error;
  if (started !== null && completed !== null && vertex.times.size < MOST_VERTICES) vertex.times.set(started, completed);
}
