#!/bin/bash
# Does the file that desk reads, which is the one Docker mounts, have the learner's line?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
line="^192\.0\.2\.7[[:space:]].*\b$LAB_BOX\b"
if docker exec desk cat /etc/hosts | grep -q "$line"; then exit 0; fi
if grep -q "$line" "$(docker inspect -f '{{.HostsPath}}' desk)"; then
  say "The line is on the host, but in a new file: an editor that renames has put it in the place of the old one, which desk still reads. docker restart -t 0 desk, and add the line with echo ... >> FILE." "这一行在主机上有了，却是在一个新文件里：编辑器用改名的办法换掉了旧文件，而 desk 读的还是旧的。docker restart -t 0 desk，再用 echo ... >> FILE 添加。"
fi
if grep -q "$line" /etc/hosts; then
  say "That is the sandbox's own /etc/hosts, which desk does not read: docker inspect -f '{{.HostsPath}}' desk names the right one." "那是沙箱自己的 /etc/hosts，desk 不读它：docker inspect -f '{{.HostsPath}}' desk 会说出是哪一个。"
fi
say "desk does not know $LAB_BOX yet: there is no line with 192.0.2.7 and $LAB_BOX in its /etc/hosts." "desk 还不知道 $LAB_BOX：它的 /etc/hosts 里没有写着 192.0.2.7 和 $LAB_BOX 的那一行。"
