import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { checkImage, type Images } from "./check-image.ts";
import { type LabImage, MAX_IMAGE_BYTES, parseImage } from "./lab-image.ts";
import { parseLab } from "./parse-lab.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const svg = (attributes: string) => bytes(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}></svg>`);

/** A PNG by its specification, but for checksums, which nobody looks at here. */
function png(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length, 0);
    head.write(type, 4);
    return Buffer.concat([head, data, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync("")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("a picture's size is read from what it is", () => {
  expect(parseImage("images/a.png", png(640, 400), "v")).toMatchObject({ type: "image/png", width: 640, height: 400 });
  expect(parseImage("images/a.svg", svg('viewBox="0 0 300 150"'), "v")).toMatchObject({
    type: "image/svg+xml",
    width: 300,
    height: 150,
  });
});

test.each([
  ["images/a.gif", bytes("GIF89a"), "a picture is png, jpg, webp or svg, not .gif"],
  ["images/a.jpg", png(1, 1), "this is no jpg, or its size cannot be read"],
  ["images/a.png", bytes("<html>"), "this is no png, or its size cannot be read"],
  ["images/a.svg", svg(""), "this is no svg, or its size cannot be read"],
  ["images/a.png", png(9000, 1), "this picture is 9000 by 1 pixels"],
  ["images/a.png", new Uint8Array(MAX_IMAGE_BYTES + 1), "this picture has 1025 KiB"],
  ["images/sub/a.png", png(1, 1), "this is no name of a picture"],
  ["images/.png", png(1, 1), "this is no name of a picture"],
])("%s is refused with what is wrong", (path, content, message) => {
  expect(parseImage(path, content, "v")).toMatchObject({ message, cure: expect.stringMatching(/./) });
});

const there: Images = new Map([["images/a.png", {} as LabImage]]);

test.each([
  ["images/a.png", "", "this picture says nothing to who cannot see it"],
  ["images/b.png", "x", "images/b.png is not there"],
  ["../other/images/a.png", "x", "this is no path of a picture of the lab (../other/images/a.png)"],
  ["images/../lab.md", "x", "this is no path of a picture of the lab (images/../lab.md)"],
  ["/etc/passwd", "x", "this is no path of a picture of the lab (/etc/passwd)"],
  ["https://x.org/a.png", "x", "a picture from elsewhere is not shown (https://x.org/a.png)"],
  ["//x.org/a.png", "x", "a picture from elsewhere is not shown (//x.org/a.png)"],
  ["data:image/png;base64,AA", "x", "a picture from elsewhere is not shown (data:image/png;base64,AA)"],
])("![%s] in a text is refused with a cure", (url, alt, message) => {
  expect(checkImage({ url, alt }, there)).toMatchObject([{ message, cure: expect.stringMatching(/./) }]);
});

const labWith = (english: string, chinese: string) => {
  const file = (text: string) => ({ text, executable: false });
  const front = "title: x\nsummary: x\nminutes: 5\nlevel: beginner\n";
  return parseLab({
    id: "pictured",
    files: new Map([
      ["lab.md", file(`---\n${front}---\n`)],
      ["lab.zh-CN.md", file("---\ntitle: 图\nsummary: 图\n---\n")],
      ["01-look/step.md", file(`---\ntitle: x\ncheck: none\n---\n${english}\n`)],
      ["01-look/step.zh-CN.md", file(`---\ntitle: 图\n---\n${chinese}\n`)],
    ]),
    images: new Map([
      ["images/a.png", png(64, 32)],
      ["images/a.zh-CN.png", png(80, 40)],
    ]),
    payload: [],
    fingerprint: "0",
  });
};

test("a text shows the lab's own picture with its size, and a translation may show another", () => {
  const { lab, problems } = labWith("![A cable](images/a.png)", "![一根网线](images/a.zh-CN.png)");
  expect(problems).toEqual([]);
  const { version } = lab!.images!.get("images/a.png")!;
  expect(JSON.stringify(lab!.steps[0]!.body.en)).toContain(
    `"src":"/lab-image/pictured/a.png?v=${version}","alt":"A cable","width":64,"height":32`,
  );
  expect(JSON.stringify(lab!.steps[0]!.body["zh-CN"])).toContain('"alt":"一根网线","width":80,"height":40');
});

test("a translation that lacks a picture, or a picture by reference, is found", () => {
  expect(labWith("![A cable](images/a.png)", "一根网线").problems.map(({ message }) => message)).toEqual([
    "the translation lacks a picture (pictured/01-look/step.md:5)",
  ]);
  expect(labWith("![A cable][a]\n\n[a]: images/a.png", "![网线][a]\n\n[a]: images/a.png").problems[0]!.message).toBe(
    "this picture has its path elsewhere",
  );
});
