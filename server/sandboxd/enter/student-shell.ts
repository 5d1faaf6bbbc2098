/** argv of what a student meets: a login shell. */
export const LOGIN_SHELL = ["/bin/bash", "-l"];

/** The whole environment of a student's shell or command; nothing of ours is in it. */
export const STUDENT_ENV: Readonly<Record<string, string>> = {
  TERM: "xterm-256color",
  COLORTERM: "truecolor",
  LANG: "C.UTF-8",
  HOME: "/root",
  USER: "root",
  LOGNAME: "root",
  SHELL: "/bin/bash",
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
};

/**
 * Wraps a command so that it stops itself first: whoever entered it moves it under the student's limits and lets it go on, and not even the
 * first fork of a hostile .bashrc happens outside of them.
 */
export const gated = (command: string[]): string[] => ["/bin/sh", "-c", `${STOP}; exec "$@"`, "sh", ...command];

/**
 * The same for a command whose input the runtime relays. Once the command has closed its input, the relay's next write gives the runtime a
 * SIGPIPE, which it passes on to the process that it started (runc forwards every signal but a few), and what that had not yet written would
 * be lost: head(1) closes its input first. So the shell stays, catches it, and the command has the signals as they were.
 */
export const gatedWithInput = (command: string[]): string[] => [
  ...["/bin/sh", "-c", `${STOP}; trap : PIPE; "$@"; exit $?`, "sh"],
  ...command,
];

/**
 * The same on a terminal, which the runtime hands over without line feed translation (its relay would do that on the host's side). The relay
 * takes it away at a moment of its own, certainly before the pid file is there: so the shell stands still once more, first, and puts it back
 * only when whoever entered it has read that file. It does so before it is moved, since a full pid table refuses the fork of stty.
 */
export const gatedOnTerminal = (command: string[]): string[] => [
  ...["/bin/sh", "-c", `${STOP}; stty onlcr; ${STOP}; exec "$@"`, "sh"],
  ...command,
];

/** How often each of the two stands still. */
export const STOPS = { gated: 1, gatedOnTerminal: 2 } as const;

const STOP = "kill -STOP $$";
