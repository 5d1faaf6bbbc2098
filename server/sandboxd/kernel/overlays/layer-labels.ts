/**
 * Short names for layers, different from each other: the last part of each path, with as many parents before it as it takes
 * ("a/diff", "b/diff"), and a number where even the whole paths are the same.
 */
export function toLayerLabels(paths: string[]): string[] {
  const parts = paths.map((path) => path.split("/").filter(Boolean));
  const labelAt = (index: number, length: number) => parts[index]!.slice(-length).join("/") || "/";
  const labels = paths.map((_, index) => {
    const most = parts[index]!.length;
    for (let length = 1; length <= most; length++) {
      const label = labelAt(index, length);
      if (!paths.some((_, other) => other !== index && labelAt(other, length) === label)) return label;
    }
    return labelAt(index, Math.max(1, most));
  });
  return labels.map((label, index) => {
    const earlier = labels.slice(0, index).filter((other) => other === label).length;
    return earlier === 0 ? label : `${label} #${earlier + 1}`;
  });
}
