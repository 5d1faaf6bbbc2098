/** Path inside the sandbox. */
export const DAEMON_CONFIG_PATH = "/etc/docker/daemon.json";

/**
 * The dockerd of a sandbox, as text of daemon.json (dockerd(8)). It is the student's file afterwards.
 * registry: URL of a registry to ask before Docker Hub; "" for none
 */
export function toDaemonConfig(registry: string): string {
  const config = {
    // Else dockerd might choose btrfs, whose subvolumes outlive a plain rm and show nothing of overlayfs.
    "storage-driver": "overlay2",
    "exec-opts": ["native.cgroupdriver=cgroupfs"],
    "log-driver": "json-file",
    "log-opts": { "max-size": "1m", "max-file": "2" },
    ...toMirror(registry),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

function toMirror(registry: string) {
  if (registry === "") return {};
  const { protocol, host } = new URL(registry);
  return { "registry-mirrors": [registry], ...(protocol === "http:" ? { "insecure-registries": [host] } : {}) };
}
