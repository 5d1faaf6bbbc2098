#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
sizes=$(awk 'NR > 1 { print $4 }' /proc/sysvipc/shm)
[ -n "$sizes" ] || not_yet "There is no shared memory yet: ipcmk --shmem $LAB_SIZE" "还没有共享内存：ipcmk --shmem $LAB_SIZE"
grep -qx "$LAB_SIZE" <<< "$sizes" || not_yet "There is shared memory, but none of $LAB_SIZE bytes: ipcmk --shmem $LAB_SIZE" "有共享内存，但没有一块是 $LAB_SIZE 字节：ipcmk --shmem $LAB_SIZE"
exit 0
