import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, pickLocale } from "../../lib/contract/pick-locale.ts";
import en from "../messages/en.json";
import zhCN from "../messages/zh-CN.json";

const messages = { en, "zh-CN": zhCN };

/** The language is in a cookie, not in the address: switching keeps the place and the terminals. */
export default getRequestConfig(async () => {
  const locale = pickLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get("accept-language"));
  return { locale, messages: messages[locale] };
});
