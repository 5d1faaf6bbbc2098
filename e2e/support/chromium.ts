/** Debian's Chromium, quiet and without a network life of its own. */
export const CHROMIUM = {
  executablePath: process.env.GLASSBOX_CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    // Without WebGL xterm renders its rows as text, which is what the specs read.
    "--disable-3d-apis",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};
