import { expect, test } from "vitest";
import { toOptionsInside } from "./apt-for-build.ts";

const sourceLines = ["deb http://m/debian bookworm main"];

test("a proxy holds inside a build as it does outside", () => {
  const aptOptions = ['Acquire::http::Proxy "http://proxy.example.edu:3142/";'];
  expect(toOptionsInside({ sourceLines, aptOptions })).toEqual(aptOptions);
});

test("files that only the host has are not named inside; its authorities come along where HTTPS is used", () => {
  const aptOptions = ['Acquire::https::CaInfo "/etc/ssl/school.pem";', 'Acquire::https::SslKey "/etc/ssl/private/k";'];
  expect(toOptionsInside({ sourceLines, aptOptions })).toEqual([]);
  expect(toOptionsInside({ sourceLines: ["deb https://m/debian bookworm main"], aptOptions })).toEqual([
    'Acquire::https::CAInfo "/etc/apt/ca-certificates.crt";',
  ]);
});
