"use client";

import type { ComponentType } from "react";
import { BuildDiagram } from "../../../components/diagrams/build/build-diagram.tsx";
import { CgroupsDiagram } from "../../../components/diagrams/cgroups/cgroups-diagram.tsx";
import type { DiagramProps } from "../../../components/diagrams/frame/diagram-props.ts";
import { LayersDiagram } from "../../../components/diagrams/layers/layers-diagram.tsx";
import { MountsDiagram } from "../../../components/diagrams/mounts/mounts-diagram.tsx";
import { NamespacesDiagram } from "../../../components/diagrams/namespaces/namespaces-diagram.tsx";
import { NetworkDiagram } from "../../../components/diagrams/network/network-diagram.tsx";
import type { DiagramKind } from "../../../lib/contract/lab.ts";

/** Which component draws which kind. */
export const DIAGRAM_OF: Record<DiagramKind, ComponentType<DiagramProps>> = {
  layers: LayersDiagram,
  network: NetworkDiagram,
  namespaces: NamespacesDiagram,
  cgroups: CgroupsDiagram,
  mounts: MountsDiagram,
  build: BuildDiagram,
};
