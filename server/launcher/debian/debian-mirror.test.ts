import { expect, test } from "vitest";
import { toAptOptions, toDebianMirror, toSourceLines } from "./debian-mirror.ts";

const DEBIAN_12 = `http://mirror.example.edu/debian/ Debian Debian bookworm
http://mirror.example.edu/debian/ Debian Debian bookworm-updates
http://mirror.example.edu/debian-security/ Debian Debian-Security bookworm-security
https://deb.nodesource.com/node_20.x/ . . nodistro
`;

test("a Debian host's own mirror is used", () => {
  expect(toDebianMirror(DEBIAN_12, undefined)).toEqual({
    main: "http://mirror.example.edu/debian",
    security: "http://mirror.example.edu/debian-security",
  });
});

test("an Ubuntu host, whose apt knows no Debian mirror, uses Debian's own", () => {
  const ubuntu = "http://archive.ubuntu.com/ubuntu/ Ubuntu Ubuntu noble\n";
  expect(toDebianMirror(ubuntu, undefined).main).toBe("http://deb.debian.org/debian");
});

test("the operator's mirror wins, and security updates are asked of it only when it is named", () => {
  expect(toDebianMirror(DEBIAN_12, "http://m/debian")).toEqual({ main: "http://m/debian", security: null });
  expect(toDebianMirror(DEBIAN_12, "http://m/debian http://m/sec").security).toBe("http://m/sec");
});

test("every source line names the keyring it is verified with", () => {
  expect(toSourceLines({ main: "http://m/debian", security: null }, "trixie")).toEqual([
    "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://m/debian trixie main",
    "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://m/debian trixie-updates main",
  ]);
});

test("a proxy that the host's apt uses is used for the root file system too", () => {
  const dump = `Acquire "";
Acquire::AllowInsecureRepositories "0";
Acquire::Check-Valid-Until "false";
Acquire::http "";
Acquire::http::Proxy "http://proxy.example.edu:3142/";
Acquire::IndexTargets::deb::Packages::MetaKey "x";
Acquire::Languages:: "en";
`;
  expect(toAptOptions(dump)).toEqual([
    'Acquire::Check-Valid-Until "false";',
    'Acquire::http::Proxy "http://proxy.example.edu:3142/";',
  ]);
});
