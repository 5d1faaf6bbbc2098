import { Me } from "../lib/contract/browser-protocol.ts";

/** Who this is and how far they are. @throws where the server did not say */
export async function fetchMe(signal: AbortSignal): Promise<Me> {
  const response = await fetch("/api/me", { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`GET /api/me answered ${response.status}`);
  return Me.parse(await response.json());
}
