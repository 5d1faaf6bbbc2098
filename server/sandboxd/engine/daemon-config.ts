/** Path inside the sandbox. */
export const DAEMON_CONFIG_PATH = "/etc/docker/daemon.json";

export type DaemonPlace = {
  /** URL of a registry to ask before Docker Hub; "" for none. */
  registry: string;
  /** Address that refuses at once what it does not answer. */
  gateway: string;
};

/** The dockerd of a sandbox, as text of daemon.json (dockerd(8)). It is the student's file afterwards. */
export function toDaemonConfig({ registry, gateway }: DaemonPlace): string {
  const config = {
    // Else dockerd might choose btrfs, whose subvolumes outlive a plain rm and show nothing of overlayfs.
    "storage-driver": "overlay2",
    "exec-opts": ["native.cgroupdriver=cgroupfs"],
    "log-driver": "json-file",
    "log-opts": { "max-size": "1m", "max-file": "2" },
    // The sandbox's resolv.conf names no server. dockerd would then give containers 8.8.8.8, and every name that is not known waits 20 s for it.
    dns: [gateway],
    ...toMirror(registry),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function toMirror(registry: string) {
  if (registry === "") return {};
  const { protocol, host } = new URL(registry);
  return { "registry-mirrors": [registry], ...(protocol === "http:" ? { "insecure-registries": [host] } : {}) };
}
