#!/bin/bash
# What the steps of this lab begin with. setup.sh takes it in.

engine() {
  docker version > /dev/null 2>&1 || service docker start
  docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
}

# Ends whoever lives in the learner's box: not in the sandbox's own list of mounts, and no container of Docker's.
empty_box() {
  own=$(readlink /proc/self/ns/mnt)
  for process in /proc/[0-9]*; do
    [ "$(readlink "$process/ns/mnt")" = "$own" ] || grep -q /docker/ "$process/cgroup" || kill -9 "${process#/proc/}" || true
  done 2> /dev/null
  hostname dock
}

take_off_network() {
  ip netns del "$LAB_BOX" 2> /dev/null || true
  ip link del "v$LAB_BOX" 2> /dev/null || true
  while iptables -t nat -D POSTROUTING -s "$LAB_NET.0/24" -j MASQUERADE; do :; done 2> /dev/null
  while iptables -D FORWARD -s "$LAB_NET.0/24" -j ACCEPT; do :; done 2> /dev/null
  while iptables -D FORWARD -d "$LAB_NET.0/24" -j ACCEPT; do :; done 2> /dev/null
  conntrack -D -s "$LAB_NET.2" > /dev/null 2>&1 || true
}

take_off_limits() {
  for group in /sys/fs/cgroup{,/memory,/pids}/"$LAB_BOX"; do
    for _ in $(seq 50); do
      [ -d "$group" ] || break
      rmdir "$group" 2> /dev/null || sleep 0.1
    done
  done
}

# The files of busybox, as an image has them.
image() {
  if [ ! -e /root/image/bin/busybox ]; then
    mkdir -p /root/image
    docker rm -f donor > /dev/null 2>&1 || true
    docker create --name donor busybox > /dev/null
    docker export donor | tar -x -C /root/image
    docker rm donor > /dev/null
  fi
}

# "The internet": 203.0.113.9, at the other end of wan.
outside() {
  if ! ip -n outside -4 -o addr show dev eth0 2> /dev/null | grep -q 203.0.113.9; then
    ip link del wan 2> /dev/null || true
    ip netns del outside 2> /dev/null || true
    ip netns add outside
    ip link add wan type veth peer name eth0 netns outside
    ip addr add 203.0.113.1/24 dev wan
    ip link set wan up
    ip -n outside addr add 203.0.113.9/24 dev eth0
    ip -n outside link set eth0 up
  fi
}

# On v2 only a group that hands its controllers down has limits below it, and such a group has no processes of its own.
hand_down() {
  if [ -e /sys/fs/cgroup/cgroup.controllers ] && ! grep -q "memory.*pids" /sys/fs/cgroup/cgroup.subtree_control; then
    mkdir -p /sys/fs/cgroup/init
    # shellcheck disable=SC2013  # one number per line
    for pid in $(cat /sys/fs/cgroup/cgroup.procs); do echo "$pid" > /sys/fs/cgroup/init/cgroup.procs || true; done 2> /dev/null
    echo "+memory +pids" > /sys/fs/cgroup/cgroup.subtree_control
  fi
}

# lacks FILE WORD: it is not there, or does not say WORD
lacks() { ! grep -qs -- "$2" "/root/box/$1"; }

# What the script lays before it starts anybody, laid already.
lay() (
  name=$LAB_BOX
  # shellcheck disable=SC2034  # for the parts
  home=/root/box/$name
  for part in /root/box/{10-files,20-network}; do
    # shellcheck disable=SC1090  # the learner's, or the lab's own
    if [ -e "$part" ]; then . "$part"; fi
  done
)
