"use client";

import type { Root } from "hast";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { type ReactNode, useMemo } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { Aside } from "./aside.tsx";
import { CodeBlock } from "./code-block.tsx";
import { FigureBlock } from "./figure-block.tsx";
import { hastData, hastText } from "./hast-text.ts";
import { PreviewLink } from "./preview-link.tsx";
import { Question } from "./question.tsx";
import { TabsBlock } from "./tabs-block.tsx";
import { Term } from "./term.tsx";
import { TextHeading } from "./text-heading.tsx";
import { TextLink } from "./text-link.tsx";

/** Code in a sentence of so many letters stays in one piece: shorter than the narrowest line. */
const SHORT_CODE = 24;

/** Elements of the text that we render ourselves; everything else is plain HTML in the lesson's typography. */
const COMPONENTS: Partial<Components> = {
  pre: ({ node }) => (node ? <CodeBlock node={node} /> : null),
  code: ({ node, children, ...rest }) => (
    <code data-short={(node && hastText(node).length <= SHORT_CODE) || undefined} {...rest}>
      {children}
    </code>
  ),
  aside: ({ node, children }) => (node ? <Aside kind={hastData(node, "dataBlock") ?? "note"}>{children}</Aside> : null),
  section: ({ node, children, ...rest }) =>
    node && hastData(node, "dataBlock") ? <Question node={node} render={hastToReact} /> : <section {...rest}>{children}</section>,
  div: ({ node, children, ...rest }) =>
    node && hastData(node, "dataBlock") === "tabs" ? (
      <TabsBlock node={node} render={hastToReact} />
    ) : (
      <div {...rest}>{children}</div>
    ),
  span: ({ node, children, ...rest }) =>
    node && hastData(node, "dataTerm") ? (
      <Term name={hastData(node, "dataName") ?? ""} means={hastData(node, "dataMeans") ?? ""}>
        {children}
      </Term>
    ) : (
      <span {...rest}>{children}</span>
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
  table: ({ node: _node, ...rest }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable without a mouse
    <div className="table-scroll" tabIndex={0}>
      <table {...rest} />
    </div>
  ),
};

/** A lesson's text as the page shows it. The tree was sanitised on the server. */
export function LessonText({ tree }: { tree: Root }) {
  return useMemo(() => <>{hastToReact(tree)}</>, [tree]);
}

/** A function, not a constant: a block in the text may hold text itself. */
function hastToReact(tree: Root): ReactNode {
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    passNode: true,
    components: COMPONENTS,
    ignoreInvalidStyle: true,
    tableCellAlignToStyle: false,
  });
}
