"use client";

import type { Root } from "hast";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ReactNode } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { Aside } from "./aside.tsx";
import { CodeBlock } from "./code-block.tsx";
import { hastData, hastText } from "./hast-text.ts";
import { Term } from "./term.tsx";

/** Code in a sentence of so many letters stays in one piece: shorter than the narrowest line. */
const SHORT_CODE = 24;

/** Elements of any text that we render ourselves; everything else is plain HTML in the lesson's typography. */
export const TEXT_COMPONENTS: Partial<Components> = {
  pre: ({ node }) => (node ? <CodeBlock node={node} /> : null),
  code: ({ node, children, ...rest }) => (
    <code data-short={(node && hastText(node).length <= SHORT_CODE) || undefined} {...rest}>
      {children}
    </code>
  ),
  aside: ({ node, children }) => (node ? <Aside kind={hastData(node, "dataBlock") ?? "note"}>{children}</Aside> : null),
  span: ({ node, children, ...rest }) =>
    node && hastData(node, "dataTerm") ? (
      <Term name={hastData(node, "dataName") ?? ""} means={hastData(node, "dataMeans") ?? ""}>
        {children}
      </Term>
    ) : (
      <span {...rest}>{children}</span>
    ),
  table: ({ node: _node, ...rest }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable without a mouse
    <div className="table-scroll" tabIndex={0}>
      <table {...rest} />
    </div>
  ),
};

/** The tree of a text, sanitised on the server, as elements of the page. */
export const renderText = (tree: Root, components: Partial<Components>): ReactNode =>
  toJsxRuntime(tree, {
    ...{ Fragment, jsx, jsxs, passNode: true, components },
    ignoreInvalidStyle: true,
    tableCellAlignToStyle: false,
  });
