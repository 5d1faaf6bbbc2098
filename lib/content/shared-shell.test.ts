import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { showShared, withShared } from "./shared-shell.ts";

/** As sandboxd runs it. */
const bash = (text: string) =>
  execFileSync("/bin/bash", ["--noprofile", "--norc", "-c", 'read -r -d ""; eval "$REPLY"'], { input: text, env: {} })
    .toString()
    .trim();

const names = `#!/bin/bash
# It's "quoted" \\ and \`ticked\`, $HOME and 中文
say() {
  printf '%s|' "it's" "a\\b" '\\n' "$1" "中文"
}
`;

test("a script holds what it takes in, letter for letter, and its own lines keep their numbers", () => {
  const script = '#!/bin/bash\n. "$LAB_LIB/names.sh"\nsay "$LINENO"\n';
  expect(withShared(script, { "names.sh": names }).split("\n")).toHaveLength(4);
  expect(bash(withShared(script, { "names.sh": names }))).toBe("it's|a\\b|\\n|3|中文|");
});

test.each(['source "$LAB_LIB/a.sh"', `. "\${LAB_LIB}/a.sh"`, '  . "$LAB_LIB/a.sh" # what it is for', '.\t"$LAB_LIB/a.sh"  '])(
  "%s takes a file in",
  (line) => {
    expect(bash(withShared(`${line}\nsay`, { "a.sh": "say() { echo here; }\n" }))).toBe("here");
  },
);

test.each(['# . "$LAB_LIB/a.sh"', 'echo . "$LAB_LIB/a.sh"', '. "$LAB_LIB/a.sh" x', '. "$LAB_LIB/other.sh"', ". $LAB_LIB/a.sh"])(
  "%s takes nothing in",
  (line) => {
    expect(withShared(line, { "a.sh": "boom" })).toBe(line);
  },
);

test("a script without shared files is as it was", () => {
  expect(withShared("#!/bin/bash\ntrue\n", { "a.sh": "x" })).toBe("#!/bin/bash\ntrue\n");
});

test("to a reader the shared text stands where it was taken in", () => {
  expect(showShared('#!/bin/bash\nset -e\n. "$LAB_LIB/a.sh"\nsay\n', { "a.sh": "#!/bin/bash\nsay() { echo here; }\n" })).toBe(
    "#!/bin/bash\nset -e\nsay() { echo here; }\nsay\n",
  );
});
