"use client";

import type { ComponentType } from "react";
import type { DiagramProps } from "../../../components/diagrams/frame/diagram-props.ts";
import { LayersDiagram } from "../../../components/diagrams/layers/layers-diagram.tsx";
import { NamespacesDiagram } from "../../../components/diagrams/namespaces/namespaces-diagram.tsx";
import type { DiagramKind } from "../../../lib/contract/lab.ts";

/** Which component draws which kind. */
export const DIAGRAM_OF: Record<DiagramKind, ComponentType<DiagramProps>> = {
  namespaces: NamespacesDiagram,
  layers: LayersDiagram,
};
