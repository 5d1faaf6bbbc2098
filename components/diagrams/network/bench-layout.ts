import { link, lo, netns, own, port, veth, view } from "./fixtures/build-network.ts";
import { layoutNetwork } from "./network-layout.ts";
import { toNetworkModel } from "./network-model.ts";

/** A bridge with nineteen namespaces: 20 namespaces, 100 interfaces. */
function hundredInterfaces() {
  const others = Array.from({ length: 19 }, (_, at) => at);
  const outer = others.flatMap((at) => [
    veth(`p${at}`, 10 + at, `veth${at}`, `e${at}`, "namespace", { master: "br", port: port() }),
    veth(`q${at}`, 40 + at, `up${at}`, `f${at}`, "namespace"),
  ]);
  return view(1, [
    own([link("br", 3, "br0", "bridge"), ...outer, link("d", 90, "dummy0", "dummy"), link("d2", 91, "dummy1", "dummy")]),
    ...others.map((at) =>
      netns(
        `n${at}`,
        [`n${at}`],
        [lo(`n${at}`), veth(`e${at}`, 2, "eth0", `p${at}`, "namespace"), veth(`f${at}`, 3, "eth1", `q${at}`, "namespace")],
      ),
    ),
  ]);
}

/** Median milliseconds of model and layout for 100 interfaces, beside those of JSON.parse of the same view on this machine. */
export function benchNetworkLayout(runs = 300): { interfaces: number; layout: number; model: number; parse: number } {
  const seen = hundredInterfaces();
  const text = JSON.stringify(seen);
  const model = toNetworkModel(seen, null)!;
  const median = (work: () => void): number => {
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
  };
  return {
    interfaces: model.links.size,
    layout: median(() => layoutNetwork(model, 800, () => "Reaches 10.0.0.0/24 over eth0 and everything else via 10.0.0.1.")),
    model: median(() => toNetworkModel(seen, model)),
    parse: median(() => JSON.parse(text)),
  };
}
