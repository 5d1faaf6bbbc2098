"use client";

import type { Root } from "hast";
import type { Components } from "hast-util-to-jsx-runtime";
import { type ReactNode, useMemo } from "react";
import { FigureBlock } from "./figure-block.tsx";
import { hastData } from "./hast-text.ts";
import { PreviewLink } from "./preview-link.tsx";
import { Question } from "./question.tsx";
import { TabsBlock } from "./tabs-block.tsx";
import { renderText, TEXT_COMPONENTS } from "./text-components.tsx";
import { TextHeading } from "./text-heading.tsx";
import { TextLink } from "./text-link.tsx";

/** What only a lesson has, and its links, which open beside it. */
const COMPONENTS: Partial<Components> = {
  ...TEXT_COMPONENTS,
  section: ({ node, children, ...rest }) =>
    node && hastData(node, "dataBlock") ? <Question node={node} render={hastToReact} /> : <section {...rest}>{children}</section>,
  div: ({ node, children, ...rest }) =>
    node && hastData(node, "dataBlock") === "tabs" ? (
      <TabsBlock node={node} render={hastToReact} />
    ) : (
      <div {...rest}>{children}</div>
    ),
  figure: ({ node }) => (node ? <FigureBlock node={node} /> : null),
  a: ({ node, href, children, ...rest }) =>
    node && hastData(node, "dataBlock") === "preview" ? (
      <PreviewLink place={hastData(node, "dataPlace") ?? ""}>{children}</PreviewLink>
    ) : (
      <TextLink href={href} {...rest}>
        {children}
      </TextLink>
    ),
  h2: ({ node: _node, id, children }) => (
    <TextHeading as="h2" id={id}>
      {children}
    </TextHeading>
  ),
  h3: ({ node: _node, id, children }) => (
    <TextHeading as="h3" id={id}>
      {children}
    </TextHeading>
  ),
  h4: ({ node: _node, id, children }) => (
    <TextHeading as="h4" id={id}>
      {children}
    </TextHeading>
  ),
};

/** A lesson's text as the page shows it. The tree was sanitised on the server. */
export function LessonText({ tree }: { tree: Root }) {
  return useMemo(() => <>{hastToReact(tree)}</>, [tree]);
}

/** A function, not a constant: a block in the text may hold text itself. */
function hastToReact(tree: Root): ReactNode {
  return renderText(tree, COMPONENTS);
}
