import { expect, test } from "vitest";
import { parseAddress } from "./parse-address.ts";

test.each([
  ["8088", 8088, "/"],
  [":8088/a/b?c=1#d", 8088, "/a/b?c=1"],
  [" localhost:3000 ", 3000, "/"],
  ["http://127.0.0.1:8088/x", 8088, "/x"],
  ["http://localhost", 80, "/"],
  ["8088?q=1", 8088, "/?q=1"],
  ["8088/页面", 8088, "/%E9%A1%B5%E9%9D%A2"],
  ["8088/\\a", 8088, "/%5Ca"],
  ["8088/%E9%A1%B5%20x", 8088, "/%E9%A1%B5%20x"],
])("%s is a port and a place there", (text, port, path) => expect(parseAddress(text)).toEqual({ port, path }));

test.each([
  "",
  "/",
  "0",
  "65536",
  "999999",
  "example.org",
  "https://localhost:1",
  "http://10.0.0.1:80",
  "8088//evil.example",
  "localhost.evil:80",
  "a8088",
])("%j is none", (text) => expect(parseAddress(text)).toBeNull());
