import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours are the page's own tokens, which follow light and dark by themselves. */
export const editorTheme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono-stack)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)", padding: "6px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--line-strong)" },
  ".cm-searchMatch": { backgroundColor: "var(--warn-soft)", outline: "1px solid var(--warn)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-soft)", outline: "2px solid var(--accent)" },
  ".cm-specialChar": { color: "var(--bad)" },
  ".cm-panels": { backgroundColor: "var(--paper)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-textfield": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line-strong)",
    borderRadius: "4px",
  },
  ".cm-button": {
    ...{ backgroundColor: "var(--raised)", backgroundImage: "none", color: "var(--ink)" },
    ...{ border: "1px solid var(--line-strong)", borderRadius: "4px" },
  },
  ".cm-panel.cm-search .cm-button, .cm-panel.cm-search .cm-textfield, .cm-panel.cm-search label": { fontSize: "12px" },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink)", fontSize: "16px", cursor: "pointer", padding: "0 6px" },
  ".cm-panel.cm-search label": { color: "var(--ink-soft)" },
});

export const editorColours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.comment, tags.meta], color: "var(--ink-faint)", fontStyle: "italic" },
    { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.tagName], color: "var(--oi-blue)", fontWeight: "600" },
    { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue], color: "var(--oi-green)" },
    { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit], color: "var(--oi-vermilion)" },
    {
      tag: [tags.propertyName, tags.attributeName, tags.definition(tags.variableName), tags.special(tags.variableName)],
      color: "var(--oi-purple)",
    },
    {
      tag: [tags.function(tags.variableName), tags.standard(tags.variableName), tags.className, tags.typeName],
      color: "var(--oi-blue)",
    },
    { tag: tags.heading, fontWeight: "700" },
    { tag: tags.strong, fontWeight: "700" },
    { tag: tags.emphasis, fontStyle: "italic" },
    { tag: [tags.link, tags.url], color: "var(--accent)", textDecoration: "underline" },
    { tag: tags.invalid, color: "var(--bad)" },
  ]),
);
