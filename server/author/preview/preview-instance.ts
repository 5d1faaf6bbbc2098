import type { OwnInstance } from "../own-sandboxd.ts";

/**
 * An author's own Glassbox, beside the one that may be serving a class and beside a run of `lab test`: other names, addresses, uids, disk. It
 * listens on loopback whatever the operator's environment says, and only pages of this machine may speak to it.
 */
export const toPreviewInstance = (port: number, state: string = "/var/lib/glassbox-preview"): OwnInstance => ({
  GLASSBOX_NAME: "gbp",
  GLASSBOX_STATE: state,
  GLASSBOX_SUBNET: "10.216.0.0/16",
  GLASSBOX_UID_BASE: "26000000",
  GLASSBOX_POOL_GIB: "8",
  GLASSBOX_HOST: "127.0.0.1",
  GLASSBOX_PORT: String(port),
  GLASSBOX_PREVIEW_PORT: String(port + 1),
  GLASSBOX_ORIGINS: "",
  GLASSBOX_PREVIEW_ORIGIN: "",
  GLASSBOX_LABS: "",
  GLASSBOX_READY: "0",
  GLASSBOX_MAX_SANDBOXES_PER_PERSON: "4",
  GLASSBOX_LOG_LEVEL: "warn",
});
