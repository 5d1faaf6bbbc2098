import { expect, test } from "vitest";
import { closeFile, moveFiles, noFiles, openFile } from "./open-files.ts";

const paths = ({ files }: { files: readonly { path: string }[] }) => files.map(({ path }) => path);
const three = ["/a", "/b", "/c"].reduce(openFile, noFiles);

test("a file that is open already is brought to the front, not opened twice", () => {
  expect(paths(openFile(three, "/a"))).toEqual(["/a", "/b", "/c"]);
  expect(openFile(three, "/a").front).toBe(1);
});

test("a closed file gives its place to its neighbour, the last one to the directory", () => {
  expect(closeFile(openFile(three, "/b"), 2).front).toBe(3);
  expect(closeFile(three, 3).front).toBe(2);
  expect(closeFile(three, 1).front).toBe(3);
  expect([1, 2, 3].reduce(closeFile, three)).toEqual(noFiles);
});

test("an id is not given twice while files are open, so that no tab takes another's unsaved mark", () => {
  expect(openFile(closeFile(three, 2), "/d").files.map(({ id }) => id)).toEqual([1, 3, 4]);
});

test("a renamed file and those below a renamed directory keep their tabs", () => {
  const open = ["/root/app/x", "/root/apple", "/root/app"].reduce(openFile, noFiles);
  expect(paths(moveFiles(open, "/root/app", "/srv/b"))).toEqual(["/srv/b/x", "/root/apple", "/srv/b"]);
});
