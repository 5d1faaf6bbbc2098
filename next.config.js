import createNextIntlPlugin from "next-intl/plugin";

process.env.NEXT_TELEMETRY_DISABLED ??= "1";

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // The title is in the first bytes of the page, not streamed after it: a page without a title is announced as nothing.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1"],
  // Next cannot drive TypeScript 7 yet; `npm run types` checks every file.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin("./app/i18n/request.ts")(config);
