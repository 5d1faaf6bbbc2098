#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
sh=/root/rootfs/bin/sh
if [ ! -e "$sh" ] && [ ! -L "$sh" ]; then not_yet "There is no /root/rootfs/bin/sh yet." "还没有 /root/rootfs/bin/sh。"; fi
case $(readlink "$sh") in
  /usr/*) not_yet "bin/sh is a link to $(readlink "$sh"). Seen from inside, that begins at /root/rootfs, where there is no such file: copy busybox, and let it make the links." "bin/sh 链接到了 $(readlink "$sh")。从里面看，这个路径从 /root/rootfs 算起，那里没有这个文件：把 busybox 复制进去，让它自己建链接。" ;;
esac
chroot /root/rootfs /bin/sh -c 'exit 7' > /dev/null 2>&1
[ $? = 7 ] || not_yet "There is a bin/sh, but it does not start in /root/rootfs: what it needs is missing (ldd). Take busybox, which needs nothing." "有 bin/sh 了，但它在 /root/rootfs 里启动不了：缺了它依赖的东西（ldd）。改用 busybox，它什么都不需要。"
[ -e /root/rootfs/bin/ls ] || not_yet "sh starts, but there is no bin/ls: chroot /root/rootfs /bin/busybox --install -s /bin" "sh 能启动，但没有 bin/ls：chroot /root/rootfs /bin/busybox --install -s /bin"
exit 0
