import type { ITheme } from "@xterm/xterm";

/** Terminal colours that sit on the page's own grounds: --surface in light, --sunken in dark. */
export const TERMINAL_THEMES: Record<"light" | "dark", ITheme> = {
  light: {
    background: "#fdfdfc",
    foreground: "#26272b",
    cursor: "#2350c8",
    cursorAccent: "#fdfdfc",
    selectionBackground: "#c9d7f8",
    black: "#26272b",
    red: "#b3261a",
    green: "#14713f",
    yellow: "#835400",
    blue: "#2350c8",
    magenta: "#8f3d79",
    cyan: "#0b6b78",
    white: "#6b6e75",
    brightBlack: "#686b72",
    brightRed: "#cf3a2c",
    brightGreen: "#1a8a4f",
    brightYellow: "#9a6700",
    brightBlue: "#3d6be0",
    brightMagenta: "#a9518a",
    brightCyan: "#0e8292",
    brightWhite: "#26272b",
  },
  dark: {
    background: "#0e0f11",
    foreground: "#dcdcd8",
    cursor: "#84a9ff",
    cursorAccent: "#0e0f11",
    selectionBackground: "#2b3d66",
    black: "#22252a",
    red: "#ff8478",
    green: "#5bcf94",
    yellow: "#e8ba5f",
    blue: "#84a9ff",
    magenta: "#e39cc8",
    cyan: "#6fcad6",
    white: "#c9cac6",
    brightBlack: "#7b808a",
    brightRed: "#ffa79e",
    brightGreen: "#86e3b2",
    brightYellow: "#f4d28e",
    brightBlue: "#a9c2ff",
    brightMagenta: "#f0bedd",
    brightCyan: "#9ce0e9",
    brightWhite: "#f3f3f0",
  },
};

/** Fixed widths first; Chinese falls to a font that is exactly two cells wide. */
export const TERMINAL_FONT =
  '"SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono CJK SC", monospace';
