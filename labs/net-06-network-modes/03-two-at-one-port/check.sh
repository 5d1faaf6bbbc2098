#!/bin/bash
# A socket that listens at the learner's port in the network of two: /proc/PID/net/tcp and tcp6, state 0A (proc_pid_net(5)).
pid=$(docker inspect -f '{{.State.Pid}}' two)
port=$(printf '%04X' "$LAB_PORT")
if ! grep -qE ":$port [0-9A-F]+:0000 0A " "/proc/$pid/net/tcp" "/proc/$pid/net/tcp6"; then
  case $LANG_UI in
    zh-CN) echo "two 有自己的网络，但没有在端口 $LAB_PORT 监听：docker rm -f two，启动时加上 httpd -f -p $LAB_PORT。" ;;
    *) echo "two has a network of its own, but does not listen at port $LAB_PORT: docker rm -f two, and start it with httpd -f -p $LAB_PORT" ;;
  esac
  exit 1
fi
