import type { NamespacePin, NamespaceType, ProcessInfo } from "../../../lib/contract/kernel/processes.ts";
import type { Reason } from "../../../lib/contract/reason.ts";
import type { ObservedSandbox } from "./observed-sandbox.ts";

/**
 * Reads one part of a sandbox's view, again and again. It keeps what identities and caches need between readings, and nothing that keeps a
 * process, a mount or a namespace of the student alive: every descriptor is closed before read() returns.
 */
export type PartReader<Part> = {
  /** Synchronous from end to end: the collector looks after one sandbox at a time. */
  read(reading: Reading): { part: Part; problems: Reason[] };
  /** Nobody looks any more: drops caches. Identities may be dropped too; a part that is asked for again may have other keys. */
  rest(): void;
};

/** What the parts of one reading share: each is found at most once, when it is first asked for. */
export type Reading = {
  readonly sandbox: ObservedSandbox;
  /** Every process of the sandbox, the lab's own included. */
  processes(): readonly ScannedProcess[];
  /** Every namespace of the sandbox: of its processes, and those that only a mount or a descriptor keeps. */
  namespaces(): readonly ScannedNamespace[];
};

export type ScannedProcess = {
  info: ProcessInfo;
  /** On the host. */
  hostPid: number;
  /** Open /proc/PID, valid during this reading. */
  procFd: number;
  /** Names of tun devices whose other end it holds open (iff: in /proc/PID/fdinfo/N). */
  tunDevices: readonly string[];
};

export type ScannedNamespace = {
  key: string;
  type: NamespaceType;
  inode: number;
  initial: boolean;
  /** Names that mounts give it, those under /run/netns first. */
  names: readonly string[];
  pins: readonly NamespacePin[];
  morePins: number;
  /** Keys of the enclosing namespace and of the owner, where those are of this sandbox. */
  parent: string | null;
  owner: string | null;
  /** Open /proc/PID of the processes in it, valid during this reading, with their state letters. */
  members: readonly { procFd: number; state: string }[];
  /**
   * A new descriptor of it; whoever asked closes it. Whatever path led there was walked without following a student's link, and what was opened
   * is this very namespace. @throws NamespaceUnreadable with a reason
   */
  open(): number;
};

export class NamespaceUnreadable extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.text);
    this.name = "NamespaceUnreadable";
    this.reason = reason;
  }
}
