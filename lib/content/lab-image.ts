import { disableTypes, imageSize, types } from "image-size";
import type { Complaint } from "./lab-problem.ts";

/** Only these lie in a lab's images/, and only these are shown. */
export const IMAGE_TYPES = {
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
} as const;
export type ImageType = (typeof IMAGE_TYPES)[keyof typeof IMAGE_TYPES];

/** A picture of a lab, as it is served. */
export type LabImage = {
  content: Uint8Array;
  type: ImageType;
  /** In CSS pixels: the page keeps its place before it is there. */
  width: number;
  height: number;
  /** Changes with its content. */
  version: string;
};

// Its parsers of other formats are many, and nobody needs them.
disableTypes(types.filter((name) => !Object.hasOwn(IMAGE_TYPES, name)));

export const MAX_IMAGE_BYTES = 1024 * 1024;
const MAX_PIXELS = 8192;
const NAME = /^images\/[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}$/;
const FORMATS = "png, jpg, webp or svg";

/** A path that an image may have in its lab's folder. */
export const isImagePath = (path: string): boolean => NAME.test(path);

/** Reads a file of a lab's images/ folder, by its content: what it is called must fit. The answer is the image, or what is wrong with it. */
export function parseImage(path: string, content: Uint8Array, version: string): LabImage | Complaint {
  if (!isImagePath(path))
    return {
      message: "this is no name of a picture",
      cure: "put it directly into images/, with letters, digits, dots and dashes in its name",
    };
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const type = Object.hasOwn(IMAGE_TYPES, extension) ? IMAGE_TYPES[extension as keyof typeof IMAGE_TYPES] : undefined;
  if (type === undefined)
    return { message: `a picture is ${FORMATS}, not .${extension}`, cure: `save it as ${FORMATS}, or remove it` };
  if (content.byteLength > MAX_IMAGE_BYTES) {
    const kib = Math.ceil(content.byteLength / 1024);
    return { message: `this picture has ${kib} KiB`, cure: `make it smaller than ${MAX_IMAGE_BYTES / 1024} KiB` };
  }
  const size = sizeOf(content);
  if (size === null || (size.type !== extension && IMAGE_TYPES[size.type as keyof typeof IMAGE_TYPES] !== type))
    return {
      message: `this is no ${extension}, or its size cannot be read`,
      cure: extension === "svg" ? "give its <svg> a width and a height, or a viewBox" : `save it as ${extension} again`,
    };
  const [width, height] = [Math.round(size.width), Math.round(size.height)];
  if (width < 1 || height < 1 || width > MAX_PIXELS || height > MAX_PIXELS)
    return { message: `this picture is ${width} by ${height} pixels`, cure: `make it at most ${MAX_PIXELS} in each direction` };
  return { content, type, width, height, version };
}

function sizeOf(content: Uint8Array): { width: number; height: number; type: string | undefined } | null {
  try {
    const { width, height, type, orientation } = imageSize(content);
    // EXIF: from 5 on the camera lay on its side, and browsers turn the picture.
    return orientation !== undefined && orientation >= 5 ? { width: height, height: width, type } : { width, height, type };
  } catch {
    return null;
  }
}
