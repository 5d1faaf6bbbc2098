import type { Resource } from "./cgroups-model.ts";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** "12.5 MiB": at most three digits that count. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** A number of cores, processes or bytes as people read it; the unit of cores is the caller's word. */
export function amountText(resource: Resource, value: number, cores: (text: string) => string): string {
  if (resource === "memory") return bytesText(value);
  if (resource === "pids") return String(value);
  return cores(String(Number(value.toFixed(value >= 10 ? 0 : 2))));
}
