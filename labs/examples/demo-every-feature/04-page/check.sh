#!/bin/bash
. "$LAB_LIB/box.sh"
# Where the address is not here, the kernel would send the question out and wait for an answer.
ip -4 -o address show dev lo | grep -q " $LAB_NET.1/" || not_yet "lo has no address $LAB_NET.1 yet." "lo 上还没有地址 $LAB_NET.1。"
exec 3<> "/dev/tcp/$LAB_NET.1/$LAB_PORT" || not_yet "Nothing listens at $LAB_NET.1 port $LAB_PORT yet." "$LAB_NET.1 的端口 $LAB_PORT 上还没有程序监听。"
printf 'GET /note.txt HTTP/1.0\r\n\r\n' >&3
grep -q "^$LAB_KEY $LAB_COLOR" <&3 || not_yet "The server there does not serve your note." "那里的服务器提供的不是你的便条。"
