/** Where an interface is: ifindex is unique only within its namespace. */
export type Place = { namespace: string; ifindex: number };
export const placeKey = ({ namespace, ifindex }: Place): string => `${namespace}/${ifindex}`;

/** What tells interfaces apart. */
export type SeenLink = Place & {
  name: string;
  mac: string | null;
  /** What never changes while an interface lives: its kind, and of some kinds an id. */
  facts: string;
  /** A veth's other end, null for other kinds and where it is out of sight. */
  peer: Place | null;
  isVeth: boolean;
  /** Loopbacks and bridges stay in their namespace for good. */
  canMove: boolean;
};

export type KnownLink = SeenLink & {
  key: string;
  /** Key of a veth's other end, once seen: it is the same for life. */
  peerKey: string | null;
  peerMac: string | null;
  /** When it was first missed, in milliseconds; Infinity while it is there. */
  goneAt: number;
};

/** What is remembered of the interfaces of one sandbox. */
export type LinkMemory = {
  present: ReadonlyMap<string, KnownLink>;
  /** No longer where they were; on their way into another namespace a reading may miss them. */
  gone: readonly KnownLink[];
};
export const NO_LINKS: LinkMemory = { present: new Map(), gone: [] };

/** So long after it was first missed an interface may turn up in another namespace and be the same. */
export const ON_ITS_WAY_MS = 1_000;
