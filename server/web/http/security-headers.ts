/** What every answer carries. The nonce must be a fresh one per answer. */
export function toSecurityHeaders({
  nonce,
  dev,
  frameSources = [],
}: {
  nonce: string;
  dev: boolean;
  /** Where the previews of students' pages are: the only foreign pages that ours show. */
  frameSources?: readonly string[];
}): Record<string, string> {
  return {
    "content-security-policy": toContentSecurityPolicy(nonce, dev, frameSources),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), clipboard-read=(self), clipboard-write=(self)",
  };
}

function toContentSecurityPolicy(nonce: string, dev: boolean, frameSources: readonly string[]): string {
  // React's development build rebuilds stack traces with eval.
  const scripts = ["'self'", `'nonce-${nonce}'`, ...(dev ? ["'unsafe-eval'"] : [])].join(" ");
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // xterm sets cell sizes and colours with style elements of its own.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    `frame-src ${frameSources.length > 0 ? frameSources.join(" ") : "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
