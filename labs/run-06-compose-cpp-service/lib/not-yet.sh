#!/bin/bash
# not_yet ENGLISH CHINESE: the hint
not_yet() {
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
