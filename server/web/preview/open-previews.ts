import type { AddressInfo } from "node:net";
import { connectSandboxd } from "../../../lib/wire/connect-sandboxd.ts";
import type { Log } from "../log.ts";
import { LOCAL_SUFFIX, type PreviewAddress, parsePreviewHost, parsePreviewOrigin, toFrameSource } from "./preview-address.ts";
import { PreviewDesk } from "./preview-desk.ts";
import { Previews } from "./previews.ts";
import { servePreviews } from "./serve-previews.ts";

export type OpenPreviews = {
  desk: PreviewDesk;
  port: number;
  /** What the lab's pages may frame. */
  frameSources: string[];
  /** Whether a Host header names a preview: the lab answers to none of those names. */
  isPreviewHost(host: string | undefined): boolean;
  close(): Promise<void>;
};

/** Connects to sandboxd a second time and listens for browsers. @throws Error when the port is taken or the origin is none */
export async function openPreviews(options: {
  host: string;
  port: number;
  origin: string | undefined;
  socketPath: string;
  log: Log;
}): Promise<OpenPreviews> {
  const configured = options.origin === undefined ? null : parsePreviewOrigin(options.origin);
  const previews = new Previews();
  const addresses: PreviewAddress[] = configured === null ? [] : [configured];
  const sandboxd = connectSandboxd(options.socketPath, {
    onProblem: (problem) => options.log.warn(`previews: ${problem}`),
  });
  const http = servePreviews({ previews, sandboxd, addresses, log: options.log });
  try {
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(options.port, options.host, resolve);
    });
  } catch (error) {
    sandboxd.close();
    throw error;
  }
  const { port } = http.address() as AddressInfo;
  const local: PreviewAddress = { scheme: "http", suffix: LOCAL_SUFFIX, port: `:${port}` };
  addresses.push(local);
  return {
    desk: new PreviewDesk(previews, { local, configured }),
    port,
    frameSources: addresses.map(toFrameSource),
    isPreviewHost: (host) => addresses.some(({ suffix }) => parsePreviewHost(host, suffix) !== null),
    async close() {
      const ended = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      sandboxd.close();
      await ended;
    },
  };
}
