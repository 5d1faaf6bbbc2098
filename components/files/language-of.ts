/** What the editor can colour. */
export type EditorLanguage =
  | "dockerfile"
  | "shell"
  | "yaml"
  | "json"
  | "nginx"
  | "python"
  | "markdown"
  | "html"
  | "css"
  | "javascript"
  | "properties"
  | "plain";

const BY_NAME: readonly (readonly [RegExp, EditorLanguage])[] = [
  [/^(docker|container)file([.-].*)?$|\.dockerfile$/i, "dockerfile"],
  [/\.(sh|bash|ash)$|^\.?(bashrc|bash_profile|bash_aliases|profile|zshrc)$/i, "shell"],
  [/\.ya?ml$/i, "yaml"],
  [/\.(json|jsonc)$|^\.?(npmrc\.json|config\.json)$/i, "json"],
  [/\.nginx$|^nginx.*\.conf$/i, "nginx"],
  [/\.pyw?$/i, "python"],
  [/\.(md|markdown)$/i, "markdown"],
  [/\.(html?|xhtml|svg|xml)$/i, "html"],
  [/\.css$/i, "css"],
  [/\.([cm]?js|[cm]?ts|jsx|tsx)$/i, "javascript"],
  [/\.(ini|cnf|cfg|properties|env|toml|service|conf)$|^\.env(\..*)?$|^(my\.cnf|redis\.conf)$/i, "properties"],
];

/** By where it lies (what nginx includes has any name), then by name, then by the interpreter that the first line names. */
export function languageOf(path: string, firstLine: string): EditorLanguage {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if ((named === undefined || named === "properties") && /\/nginx\//.test(path)) return "nginx";
  if (named) return named;
  if (/^#!.*\b(ba|da|a|z|k)?sh\b/.test(firstLine)) return "shell";
  if (/^#!.*\bpython/.test(firstLine)) return "python";
  if (/^#!.*\bnode\b/.test(firstLine)) return "javascript";
  return "plain";
}
