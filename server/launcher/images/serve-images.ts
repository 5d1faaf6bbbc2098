import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { registryRoot, type Settings } from "../../config.ts";
import { toAddressPlan } from "../../sandboxd/network/address-plan.ts";
import { answersAt, untilReady } from "../services/ready.ts";
import { keepAlive, type Service } from "../services/service.ts";
import { registryConfigPath, toRegistrySpec } from "../services/service-specs.ts";
import { print } from "../steps.ts";
import { ensureSystemUser, REGISTRY_USER } from "../system-user.ts";
import { toRegistryConfig } from "./registry-config.ts";

const READY_MS = 30_000;

/** Where sandboxes find the registry: on the bridge's own address, which nobody else reaches. */
export const registryAddress = ({ name, subnet, registryPort }: Settings): string =>
  `http://${toAddressPlan(name, subnet).gateway}:${registryPort}`;

/**
 * Starts the image registry. The bridge's address must be there: sandboxd makes it before it answers. From then on it may come and go, as the
 * kernel lets a socket keep an address that is taken away and gives it its packets when the address is back.
 */
export async function serveImages(settings: Settings): Promise<Service> {
  const { gateway } = toAddressPlan(settings.name, settings.subnet);
  const root = registryRoot(settings);
  await mkdir(root, { recursive: true, mode: 0o755 });
  const path = registryConfigPath(settings);
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  await writeFile(path, toRegistryConfig({ root, host: gateway, port: settings.registryPort }), { mode: 0o644 });
  return keepAlive(toRegistrySpec(settings, await ensureSystemUser(REGISTRY_USER)));
}

/** Says when it does not come; labs without Docker go on, and it is started again and again. */
export async function sayWhenSilent(service: Service, settings: Settings, signal: AbortSignal): Promise<void> {
  const address = registryAddress(settings);
  try {
    await untilReady(service, () => answersAt(`${address}/v2/`), READY_MS, signal);
  } catch (error) {
    if (signal.aborted) return;
    print(`  ! no image can be pulled in a sandbox: ${(error as Error).message} at ${address}`);
    print(
      `    cure: see its last lines above; if something else listens there (ss -ltnp), choose another GLASSBOX_REGISTRY_PORT`,
    );
  }
}
