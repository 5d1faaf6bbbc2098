import { expect, test } from "vitest";
import { toWebAddress } from "./web-address.ts";

test.each([
  ["127.0.0.1", "http://127.0.0.1:8000"],
  ["0.0.0.0", "http://127.0.0.1:8000"],
  ["::", "http://[::1]:8000"],
  ["fd00::7", "http://[fd00::7]:8000"],
  ["lab.example.edu", "http://lab.example.edu:8000"],
])("web on %s is opened at %s", (host, address) => {
  expect(toWebAddress(host, 8000)).toBe(address);
});
