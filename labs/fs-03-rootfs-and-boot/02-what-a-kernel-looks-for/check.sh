#!/bin/bash
not_yet() { # English, Chinese
  if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi
  exit 1
}
cd /root/rootfs || exit 2
for name in dev etc proc sbin; do
  [ -d "$name" ] || not_yet "/root/rootfs has no $name yet." "/root/rootfs 里还没有 $name。"
done
[ "$(cat etc/hostname 2> /dev/null)" = "$LAB_BOX" ] || not_yet "etc/hostname should say $LAB_BOX." "etc/hostname 里应当写着 $LAB_BOX。"
chroot . /bin/whoami > /dev/null 2>&1 || not_yet "Inside, number 0 has no name yet: write etc/passwd." "里面的 0 号还没有名字：写 etc/passwd。"
[ -e sbin/init ] || not_yet "There is no sbin/init yet." "还没有 sbin/init。"
[ -x sbin/init ] || not_yet "sbin/init cannot be executed: chmod +x sbin/init" "sbin/init 不可执行：chmod +x sbin/init"
head -n 1 sbin/init | grep -q '^#!/bin/sh' || not_yet "The first line of sbin/init should be #!/bin/sh: it names the program that reads the rest, inside." "sbin/init 的第一行应当是 #!/bin/sh：它指明由里面的哪个程序来读后面的内容。"
grep -q hostname sbin/init || not_yet "init should give the machine its name: hostname -F /etc/hostname" "init 应当给机器起名：hostname -F /etc/hostname"
exit 0
