import { expect, test } from "vitest";
import { parseBases } from "./dockerfile-bases.ts";

const bases = (text: string) => parseBases(text, "images/x/Dockerfile");

test("what an image is made from is what FROM and COPY --from name, without its own stages", () => {
  const text = `# syntax
FROM --platform=linux/amd64 debian:12 AS Build
RUN echo FROM nothing
COPY --chown=1:1 \\
  --from=busybox:1.35 /bin/sh /x
FROM scratch
COPY --from=build /a /a
COPY --from=0 /b /b
`;
  expect(bases(text)).toEqual(["debian:12", "busybox:1.35"]);
});

test("a name without a tag means latest, and Docker Hub's long names are the short ones", () => {
  expect(bases("from docker.io/library/debian")).toEqual(["debian:latest"]);
});

test("a base that is only known while building is refused, and so is a file without FROM", () => {
  expect(() => bases("ARG V\nFROM debian:$V")).toThrow("only known while building");
  expect(() => bases("RUN true")).toThrow("no FROM");
});
