import { stringify } from "yaml";

export type NewLabWish = {
  id: string;
  title: string;
  titleZh: string;
  summary: string;
  summaryZh: string;
  minutes: number;
  level: "beginner" | "intermediate" | "advanced";
};

const front = (value: object) => `---\n${stringify(value, { lineWidth: 0 })}---\n`;

/**
 * A whole lab of two steps that passes lab check and lab test: one decided by the kernel view, one by a script. Path -> text; scripts (.sh) are
 * executable.
 */
export function toNewLab(wish: NewLabWish): Map<string, string> {
  const { title, summary, minutes, level } = wish;
  return new Map([
    [
      "lab.md",
      `${front({ title, summary, minutes, level, diagrams: [{ kind: "mounts" }] })}\nSay here what the lab is about, and why it matters.\n`,
    ],
    ["lab.zh-CN.md", `${front({ title: wish.titleZh, summary: wish.summaryZh })}\n在这里说明这个实验讲什么，为什么重要。\n`],
    [
      "01-a-mount/step.md",
      `${front(STEP_ONE)}${stepOne("A file system of your own, in memory. Watch the diagram while you run it.", "What would `umount /root/desk` take away?")}`,
    ],
    [
      "01-a-mount/step.zh-CN.md",
      `${front({ title: "一次挂载" })}${stepOne("一个属于你自己的、放在内存里的文件系统。运行时请看图。", "`umount /root/desk` 会带走什么？")}`,
    ],
    [
      "01-a-mount/setup.sh",
      `${BASH}# Start of this step: nothing is mounted at /root/desk.\nset -e\nwhile mountpoint -q /root/desk; do umount -l /root/desk; done\n`,
    ],
    ["01-a-mount/solve.sh", `${BASH}set -e\n${MOUNT}`],
    [
      "02-a-note/step.md",
      `${front({ title: "A note in it" })}${stepTwo("Write a few words into a file there, then press Check.")}`,
    ],
    ["02-a-note/step.zh-CN.md", `${front({ title: "在里面写个便条" })}${stepTwo("在那里的一个文件里写几个字，然后按“检查”。")}`],
    [
      "02-a-note/setup.sh",
      `${BASH}# Start of this step: /root/desk is mounted and empty.\nset -e\nmkdir -p /root/desk\nmountpoint -q /root/desk || mount -t tmpfs desk /root/desk\nrm -f /root/desk/note.txt\n`,
    ],
    ["02-a-note/check.sh", CHECK],
    ["02-a-note/solve.sh", `${BASH}set -e\n${NOTE}`],
  ]);
}

const BASH = "#!/bin/bash\n";
const MOUNT = "mkdir -p /root/desk\nmount -t tmpfs desk /root/desk\n";
const NOTE = "echo hello > /root/desk/note.txt\n";

const STEP_ONE = {
  title: "A mount",
  expect: [
    {
      that: '$exists(mounts.namespaces[initial].mounts[mountpoint = "/root/desk"])',
      hint: { en: "Nothing is mounted at /root/desk yet.", "zh-CN": "/root/desk 上还没有挂载任何东西。" },
    },
  ],
};

const stepOne = (words: string, hint: string) =>
  `\n${words}\n\n\`\`\`bash run\n${MOUNT}\`\`\`\n\n:::hint\n${hint}\n:::\n\n:::solution\n:::\n`;
const stepTwo = (words: string) => `\n${words}\n\n\`\`\`bash run\n${NOTE}\`\`\`\n\n:::solution\n:::\n`;

const CHECK = `#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
mountpoint -q /root/desk || not_yet "Nothing is mounted at /root/desk." "/root/desk 上没有挂载任何东西。"
[ -s /root/desk/note.txt ] || not_yet "/root/desk/note.txt is missing or empty." "/root/desk/note.txt 不存在或是空文件。"
exit 0
`;
