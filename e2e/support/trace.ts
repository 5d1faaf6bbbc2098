import type { Locator } from "@playwright/test";

/** A dot that the replay painted, in px of the picture. at: which painting. */
export type PaintedDot = {
  at: number;
  state: "at" | "on" | "rest" | "lost";
  frame: number;
  to: number | null;
  x: number;
  y: number;
};

/** Notes from now on every dot that is painted (data-trace-dots). */
export async function paintedDots(place: Locator): Promise<() => Promise<PaintedDot[]>> {
  const seen = await place.locator(".nt-overlay").evaluateHandle((overlay) => {
    const noted: unknown[] = [];
    let at = 0;
    new MutationObserver(() => {
      at += 1;
      const dots = JSON.parse((overlay as HTMLElement).dataset.traceDots ?? "[]") as object[];
      noted.push(...dots.map((dot) => ({ at, ...dot })));
    }).observe(overlay, { attributes: true, attributeFilter: ["data-trace-dots"] });
    return noted;
  });
  return () => seen.evaluate((noted) => [...noted] as PaintedDot[]);
}

type Point = { x: number; y: number };
type Box = Point & { width: number; height: number; key: string };

/** Where the picture itself is drawn, read from its SVG and not from what laid it out. */
export async function placesOnPage(place: Locator) {
  const { faces, lines, marks } = await place.locator(".gd-svg").evaluate((svg: SVGSVGElement) => {
    const origin = svg.getBoundingClientRect();
    const boxOf = (node: SVGGraphicsElement) => {
      const { x, y, width, height } = node.getBBox();
      const matrix = node.getScreenCTM()!;
      const corner = new DOMPoint(x, y).matrixTransform(matrix);
      const key = node.closest<SVGElement>("[data-key]")?.dataset.key ?? "";
      return { key, x: corner.x - origin.x, y: corner.y - origin.y, width: width * matrix.a, height: height * matrix.d };
    };
    const all = <E extends SVGElement>(selector: string) => [...svg.querySelectorAll<E>(selector)];
    const lines = all<SVGPathElement>(".nw-line-of-cable, .nw-stem path").map((path) => {
      const matrix = path.getScreenCTM()!;
      const length = path.getTotalLength();
      return Array.from({ length: Math.ceil(length) + 1 }, (_, px) => {
        const { x, y } = path.getPointAtLength(Math.min(px, length)).matrixTransform(matrix);
        return { x: x - origin.x, y: y - origin.y };
      });
    });
    return {
      faces: all<SVGGraphicsElement>(".nw-face").map(boxOf),
      marks: all<SVGGraphicsElement>("[data-key] > .gd-focus").map(boxOf),
      lines,
    };
  });
  const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
  const outside = ({ x, y }: Point, box: Box) =>
    Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
  const fromWay = (point: Point, from: Point, to: Point) => {
    const [x, y] = [to.x - from.x, to.y - from.y];
    const along = ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y || 1);
    const at = Math.min(1, Math.max(0, along));
    return distance(point, { x: from.x + at * x, y: from.y + at * y });
  };
  return {
    /** From the middle of the upper or lower edge of an interface, or from inside a bridge's bar. */
    nearPlug: (dot: Point): number =>
      Math.min(
        ...faces.flatMap((face) => {
          const middle = face.x + face.width / 2;
          const isBar = face.width > 150;
          return isBar
            ? [outside(dot, face)]
            : [distance(dot, { x: middle, y: face.y }), distance(dot, { x: middle, y: face.y + face.height })];
        }),
      ),
    /** From any cable or stem, and from the face of any interface: a dot on its way is on one of them. */
    nearLine: (dot: Point): number =>
      Math.min(...lines.flat().map((point) => distance(dot, point)), ...faces.map((face) => outside(dot, face))),
    /** How near a dot came to the middle of a mark, on straight ways from each picture to the next: a busy machine paints few of them. */
    passesMark(key: string, dots: readonly Point[]): number {
      const box = marks.find((one) => one.key === key);
      if (!box) throw new Error(`${key} is not drawn`);
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const ways = dots.slice(1).map((to, index) => fromWay(middle, dots[index]!, to));
      return Math.min(...ways, ...dots.map((dot) => distance(dot, middle)));
    },
  };
}

/** How many pixels the replay has painted within 12 px of the plug of a port on the lower edge of its box. */
export async function pixelsAround(place: Locator, port: Locator): Promise<number> {
  const face = await port.locator(".nw-face").evaluate((node) => {
    const { left, width, bottom } = node.getBoundingClientRect();
    return { middle: left + width / 2, bottom };
  });
  return place.locator(".nt-overlay canvas").evaluate((canvas: HTMLCanvasElement, { middle, bottom }) => {
    const reach = 12;
    const { left, top, width } = canvas.getBoundingClientRect();
    const scale = canvas.width / width;
    const [x, y, side] = [middle - left - reach, bottom - top - reach, 2 * reach].map((px) => px * scale) as [
      number,
      number,
      number,
    ];
    const { data } = canvas.getContext("2d")!.getImageData(x, y, side, side);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  }, face);
}
