import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import { copyText } from "../controls/copy-text.ts";
import { cleanPaste } from "./clean-paste.ts";
import { looksIdle } from "./shell-idle.ts";
import type { TerminalPort } from "./terminal-port.ts";
import { TERMINAL_FONT, TERMINAL_THEMES } from "./terminal-theme.ts";

/** After a command was typed the shell needs a moment to take its prompt back; until then it only looks idle. */
const SETTLE_MS = 200;
/** A shell that asked for bracketed paste takes that back once it has read the line, on a busy machine later; but no longer than this. */
const READ_MS = 5_000;
/** Its number as a private mode (xterm, DECSET). */
const BRACKETED_PASTE = 2004;

export type ScreenEvents = {
  onTitle: (title: string) => void;
  /** A hidden link (OSC 8) was clicked: its text may say anything, so a person must see the address first. */
  onHiddenLink: (uri: string) => void;
  onSearch: () => void;
  onGone: () => void;
};

/** One xterm.js on the page, connected to one shell. */
export type Screen = ReturnType<typeof createScreen>;

export function createScreen(
  element: HTMLElement,
  port: TerminalPort,
  theme: "light" | "dark",
  label: string,
  events: ScreenEvents,
) {
  const term = new Terminal({
    allowProposedApi: true, // unicode11 and search decorations
    cursorBlink: true,
    fontFamily: TERMINAL_FONT,
    fontSize: 13,
    lineHeight: 1.2,
    minimumContrastRatio: 4.5,
    scrollback: 5000,
    theme: TERMINAL_THEMES[theme],
    linkHandler: { activate: (_event, uri) => events.onHiddenLink(uri) },
  });
  const fitter = new FitAddon();
  const search = new SearchAddon();
  term.loadAddon(fitter);
  term.loadAddon(search);
  term.loadAddon(new Unicode11Addon());
  term.unicode.activeVersion = "11";
  term.loadAddon(new WebLinksAddon((_event, uri) => openLink(uri)));
  term.open(element);
  term.textarea?.setAttribute("aria-label", label);
  loadWebgl(term);

  let typedAt = Number.NEGATIVE_INFINITY;
  /** When a line was entered that the shell has not said to have read. */
  let enteredAt = Number.NEGATIVE_INFINITY;
  term.parser.registerCsiHandler({ prefix: "?", final: "l" }, (modes) => {
    if (modes.includes(BRACKETED_PASTE)) enteredAt = Number.NEGATIVE_INFINITY;
    return false;
  });
  const encoder = new TextEncoder();
  const send = (data: Uint8Array<ArrayBuffer>) => port.send(data);
  term.onData((text) => send(encoder.encode(text)));
  // Mouse reports of old protocols are bytes, not text.
  term.onBinary((text) => send(Uint8Array.from(text, (character) => character.charCodeAt(0))));
  term.onTitleChange((title) => events.onTitle(title.slice(0, 80)));
  term.onResize(({ cols, rows }) => port.resize(cols, rows));
  term.attachCustomKeyEventHandler((event) => handleKey(term, event, events.onSearch));
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    term.paste(cleanPaste(event.clipboardData?.getData("text/plain") ?? ""));
  };
  element.addEventListener("paste", onPaste, { capture: true });

  const refit = () => {
    if (element.clientWidth > 40 && element.clientHeight > 20) fitter.fit();
  };
  const observer = new ResizeObserver(() => requestAnimationFrame(refit));
  observer.observe(element);
  refit();
  port.resize(term.cols, term.rows);
  const disconnect = port.connect({
    reset(cols, rows) {
      term.reset();
      term.resize(cols, rows);
    },
    write: (data, painted) => term.write(data, painted),
    settled: refit,
    gone: events.onGone,
  });

  const signs = () => {
    const buffer = term.buffer.active;
    return {
      bracketedPaste: term.modes.bracketedPasteMode,
      alternate: buffer.type === "alternate",
      beforeCursor: buffer.getLine(buffer.baseY + buffer.cursorY)?.translateToString(false, 0, buffer.cursorX) ?? "",
    };
  };

  return {
    search,
    focus: () => term.focus(),
    fit: refit,
    setTheme: (next: "light" | "dark") => {
      term.options.theme = TERMINAL_THEMES[next];
    },
    isIdle() {
      const now = performance.now();
      return now - typedAt > SETTLE_MS && now - enteredAt > READ_MS && looksIdle(signs());
    },
    /** Types a command at the prompt in place of whatever stood there, and runs it if told to. */
    type(command: string, enter: boolean) {
      typedAt = performance.now();
      // End of line, then kill the line: the command must not be glued to half a word.
      send(encoder.encode(term.modes.bracketedPasteMode ? "\u0005\u0015" : "\u0015"));
      term.paste(cleanPaste(command));
      if (enter) send(encoder.encode("\r"));
      if (enter && term.modes.bracketedPasteMode) enteredAt = typedAt;
      term.scrollToBottom();
    },
    dispose() {
      disconnect();
      observer.disconnect();
      element.removeEventListener("paste", onPaste, { capture: true });
      term.dispose();
    },
  };
}

/** Opens a web address in a new tab that cannot reach back; anything but http and https is left alone. */
export function openLink(uri: string): void {
  if (/^https?:\/\//i.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
}

/**
 * The WebGL renderer is the fast one where a graphics card does the work. Without one (or when the browser takes the context back) xterm
 * draws with the DOM, which beats WebGL done by the processor.
 */
function loadWebgl(term: Terminal): void {
  if (!hasGraphicsCard()) return;
  const webgl = new WebglAddon();
  webgl.onContextLoss(() => webgl.dispose());
  try {
    term.loadAddon(webgl);
  } catch (error) {
    console.info("no WebGL: the terminal draws with the DOM", error);
    webgl.dispose();
  }
}

/** Whether WebGL is done by a graphics card; software renderers name themselves. */
function hasGraphicsCard(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return false;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/**
 * Ctrl+Shift+C copies, Ctrl+Shift+F searches; Ctrl+Shift+V is the browser's own paste, Ctrl+Shift+L the page's way out of the terminal
 * (Tab belongs to the shell). False keeps a key from the shell.
 */
function handleKey(term: Terminal, event: KeyboardEvent, onSearch: () => void): boolean {
  if (event.type !== "keydown" || !event.ctrlKey || !event.shiftKey || event.altKey) return true;
  switch (event.code) {
    case "KeyC":
      event.preventDefault();
      if (term.hasSelection()) void copyText(term.getSelection()).then(() => term.focus());
      return false;
    case "KeyV":
    case "KeyL":
      return false;
    case "KeyF":
      event.preventDefault();
      onSearch();
      return false;
    default:
      return true;
  }
}
