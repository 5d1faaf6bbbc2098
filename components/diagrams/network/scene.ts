import type { NetworkLayout } from "./layout-types.ts";
import type { NetworkModel } from "./network-model.ts";

export type Scene = { model: NetworkModel; layout: NetworkLayout };
