import type { z } from "zod";
import type { AuthorCalls } from "../../../lib/contract/author-protocol.ts";
import type { BrowserCallName, BrowserCalls } from "../../../lib/contract/browser-protocol.ts";
import type { AuthorDesk } from "../labs/author-desk.ts";
import type { LabDesk } from "../labs/lab-desk.ts";
import { toStatus } from "../labs/seat.ts";
import type { Seats } from "../labs/seats.ts";
import type { PreviewDesk } from "../preview/preview-desk.ts";
import type { Tab } from "../tabs/tab.ts";
import type { TerminalHub } from "../tabs/terminal-hub.ts";
import type { World } from "../world.ts";

type Handlers<Names extends BrowserCallName> = {
  [N in Names]: (tab: Tab, request: z.output<(typeof BrowserCalls)[N][0]>) => Promise<z.input<(typeof BrowserCalls)[N][1]>>;
};
type AuthorCallName = keyof typeof AuthorCalls;
/** Those of an author are there in an author's own instance only; the door answers what is not there as it answers the unknown. */
export type CallHandlers = Handlers<Exclude<BrowserCallName, AuthorCallName>> & Partial<Handlers<AuthorCallName>>;

/** Each call of the browser, parsed already; every one starts with what the tab may touch. */
export const answerCalls = (
  world: World,
  seats: Seats,
  desk: LabDesk,
  hub: TerminalHub,
  previews: PreviewDesk,
  author: AuthorDesk | null,
): CallHandlers => ({
  ...(author === null ? {} : { "author:problems": author.problems, "author:vars": author.vars, "author:run": author.run }),

  "lab:open": (tab, { lab }) => desk.open(tab, lab),
  "lab:restart": (tab) => desk.restart(tab),
  "lab:running": (tab) => desk.running(tab),
  "lab:end": (tab, { lab }) => desk.end(tab, lab),
  "sandbox:extend": async (tab) => toStatus(await desk.extend(tab)),
  "sandbox:stop": (tab) => desk.stop(tab),

  async "terminal:open"(tab, size) {
    const seat = seats.of(tab);
    const sandbox = seat.runningSandbox();
    const terminal = await world.sandboxd.call("openTerminal", { sandbox, ...size });
    seat.setTerminals(await world.sandboxd.call("listTerminals", { sandbox }));
    return terminal;
  },
  async "terminal:attach"(tab, { terminal, have }) {
    seats.withTerminal(tab, terminal);
    return hub.attach(tab, terminal, have);
  },
  async "terminal:close"(tab, { terminal }) {
    const seat = seats.withTerminal(tab, terminal);
    await world.sandboxd.call("closeTerminal", { terminal });
    hub.end(terminal);
    seat.setTerminals(await world.sandboxd.call("listTerminals", { sandbox: seat.runningSandbox() }));
    return null;
  },

  "kernel:watch": async (tab, { scopes }) => seats.of(tab).kernel.watch(tab, scopes),

  "trace:start": async (tab, { seconds }) => seats.of(tab).kernel.trace(seconds),
  "trace:stop": async (tab) => seats.of(tab).kernel.stopTrace(),
  "preview:open": async (tab, wish) => previews.open(tab, seats.of(tab).runningSandbox(), wish),
  "preview:ports": async (tab) => world.sandboxd.call("listListeners", { sandbox: seats.of(tab).runningSandbox() }),

  async "step:enter"(tab, { step, locale }) {
    tab.locale = locale;
    return seats.of(tab).steps.enter(step, locale);
  },
  async "step:check"(tab, { step, locale }) {
    tab.locale = locale;
    return seats.of(tab).steps.check(step, locale);
  },
  "step:reset": async (tab, { step }) => seats.of(tab).steps.reset(step),
  "step:solution": async (tab, { step }) => seats.of(tab).steps.solution(step),

  "file:list": (tab, request) => world.sandboxd.call("listDirectory", { sandbox: seats.of(tab).runningSandbox(), ...request }),
  "file:read": (tab, request) => world.sandboxd.call("readFile", { sandbox: seats.of(tab).runningSandbox(), ...request }),
  "file:write": (tab, request) => world.sandboxd.call("writeFile", { sandbox: seats.of(tab).runningSandbox(), ...request }),
  "file:make-directory": (tab, request) =>
    world.sandboxd.call("makeDirectory", { sandbox: seats.of(tab).runningSandbox(), ...request }),
  "file:remove": (tab, request) => world.sandboxd.call("removeFile", { sandbox: seats.of(tab).runningSandbox(), ...request }),
  "file:rename": (tab, request) => world.sandboxd.call("renameFile", { sandbox: seats.of(tab).runningSandbox(), ...request }),
});
