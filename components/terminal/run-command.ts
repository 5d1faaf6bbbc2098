import type { Screen } from "./screen.ts";

/** How a command that the page wanted typed fared. */
export type RunOutcome = "typed" | "busy" | "no-shell";

/** How often the screen is looked at while waiting for the prompt; the prompt itself comes within a few ms. */
const LOOK_EVERY_MS = 40;

/** Types a command as soon as the shell waits for one; gives up after patienceMs, since a running program must not be typed into. */
export async function runCommand(
  screen: () => Pick<Screen, "isIdle" | "type"> | null,
  command: string,
  { enter, patienceMs, now = () => performance.now() }: { enter: boolean; patienceMs: number; now?: () => number },
): Promise<RunOutcome> {
  const deadline = now() + patienceMs;
  for (;;) {
    const present = screen();
    if (present?.isIdle()) {
      present.type(command, enter);
      return "typed";
    }
    if (now() >= deadline) return present ? "busy" : "no-shell";
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
