#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
cd /root/overlay 2>/dev/null || not_yet "There is no directory /root/overlay yet." "还没有目录 /root/overlay。"
for dir in lower upper work merged; do
  [ -d "$dir" ] || not_yet "/root/overlay/$dir is missing." "缺少目录 /root/overlay/$dir。"
done
for file in lower/in_lower.txt upper/in_upper.txt lower/in_both.txt upper/in_both.txt; do
  [ -s "$file" ] || not_yet "/root/overlay/$file is missing or empty." "/root/overlay/$file 不存在或是空文件。"
done
cmp -s lower/in_both.txt upper/in_both.txt &&
  not_yet "lower/in_both.txt and upper/in_both.txt have the same content: give them different words, so that you can tell who wins." \
    "lower/in_both.txt 与 upper/in_both.txt 内容相同：写成不同的内容，才看得出谁赢。"
[ -z "$(ls -A work)" ] || not_yet "work must be empty: the kernel wants it for itself." "work 必须是空目录：它是留给内核用的。"
exit 0
