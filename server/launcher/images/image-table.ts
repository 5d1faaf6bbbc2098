import type { ImageState } from "../../../lib/contract/image-status.ts";

const MARKS = { ready: "✓", building: "…", waiting: "·", failed: "✗" } as const;

/** One line an image: mark, name, tags, sizes, time; why it failed on a line of its own. Ends with a count. */
export function toImageTable(images: readonly ImageState[]): string {
  const rows = images.map((image) => [
    `${MARKS[image.state]} ${image.name}`,
    image.references.map((reference) => reference.replace(`${image.name}:`, "")).join(", "),
    image.bytes === null ? (image.state === "failed" ? "failed" : "not built") : `${mib(image.bytes)} to pull`,
    image.unpackedBytes === null ? "" : `${mib(image.unpackedBytes)} unpacked`,
    image.seconds === null ? "" : `built in ${Math.round(image.seconds)} s`,
  ]);
  const widths = rows.reduce<number[]>((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, cell.length)), []);
  const lines = rows.flatMap((row, index) => {
    const line = row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join("  ")
      .trimEnd();
    const { reason } = images[index]!;
    return reason === null ? [line] : [line, `    ${reason}`];
  });
  return [...lines, `${images.filter(({ state }) => state === "ready").length} of ${images.length} built`].join("\n");
}

const mib = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MiB`;
