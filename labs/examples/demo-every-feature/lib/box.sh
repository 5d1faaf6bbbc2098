#!/bin/bash
# What the scripts of this lab share.
box() { echo "/root/$LAB_BOX"; }

make_directories() {
  mkdir -p "$(box)"/{lower,upper,work,merged}
  echo "from below" > "$(box)/lower/index.html"
}

mount_overlay() {
  mountpoint -q "$(box)/merged" && return
  mount -t overlay overlay -o "lowerdir=$(box)/lower,upperdir=$(box)/upper,workdir=$(box)/work" "$(box)/merged"
}

write_note() { echo "$LAB_KEY $LAB_COLOR" > "$(box)/merged/note.txt"; }

not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
