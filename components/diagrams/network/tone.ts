const TONES: Record<string, string> = {
  veth: "sky",
  bridge: "orange",
  bond: "orange",
  team: "orange",
  vrf: "orange",
  vxlan: "purple",
  macvlan: "green",
  macvtap: "green",
  ipvlan: "green",
  ipvtap: "green",
  vlan: "green",
  tun: "yellow",
  wireguard: "purple",
};

/** Colour of a kind; its letter and shape say the same. */
export const toneOf = (kind: string): string => (Object.hasOwn(TONES, kind) ? TONES[kind]! : "none");
