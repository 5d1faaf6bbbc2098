import { expect, test } from "vitest";
import { benchNetwork, TWENTY_NAMESPACES } from "./bench-network.ts";
import { openNetLab } from "./oracle/net-lab.ts";

test("the benchmark reads twenty namespaces with fifty interfaces, beside ip", async () => {
  await using lab = await openNetLab();
  expect(await lab.run(TWENTY_NAMESPACES)).toBe("");
  const result = benchNetwork(lab.sandbox, lab.toolsRoot, Number(process.env.GLASSBOX_BENCH_ROUNDS ?? 3));
  const { namespaces, links, ...times } = result;
  // 20 loopbacks, the uplink, a bridge, 19 veths and 5 more.
  expect([namespaces, links]).toEqual([20, 20 + 1 + 1 + 38 + 10]);
  const median = (sample: number[]) => sample.toSorted((a, b) => a - b)[Math.floor(sample.length / 2)]!.toFixed(1);
  console.log(
    Object.entries(times)
      .map(([what, sample]) => `${what} ${median(sample)} ms`)
      .join(", "),
  );
});
