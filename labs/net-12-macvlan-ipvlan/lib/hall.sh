#!/bin/bash
# hall: the switch, the printer behind it, and the sandbox's card nic in front of it. The switch learns from everybody.
hall() {
  if ! { ip -n hall link show p1 && ping -c 1 -W 1 -I nic "$LAB_NET.77"; } > /dev/null 2>&1; then
    ip link del nic 2> /dev/null || true
    ip netns del hall 2> /dev/null || true
    ip netns del printer 2> /dev/null || true
    ip netns add hall
    ip netns add printer
    ip -n hall link add br0 type bridge
    ip -n hall link set br0 up
    ip -n hall addr add "$LAB_NET.1/24" dev br0
    ip link add nic type veth peer name p1 netns hall
    ip -n hall link add p2 type veth peer name eth0 netns printer
    ip -n hall link set p1 master br0 up
    ip -n hall link set p2 master br0 up
    ip -n printer addr add "$LAB_NET.77/24" dev eth0
    ip -n printer link set eth0 up
    ip -n printer route add default via "$LAB_NET.1"
    ip addr add "$LAB_NET.10/24" dev nic
    ip link set nic up
  fi
  bridge -n hall link set dev p1 learning on locked off
  bridge -n hall fdb del "$(cat /sys/class/net/nic/address)" dev p1 master static 2> /dev/null || true
}

# forget: nobody in the hall remembers anybody.
forget() {
  ip -n hall link set dev p1 type bridge_slave fdb_flush
  ip -n printer neigh flush all
  ip neigh flush dev nic
}

# guest: c1 has a macvlan of nic as its eth0.
guest() {
  if ! ip netns exec c1 ping -c 1 -W 1 "$LAB_NET.77" > /dev/null 2>&1; then
    ip netns del c1 2> /dev/null || true
    ip netns add c1
    # Not under its last name: this one's eth0 is the sandbox's own.
    ip link add link nic name card type macvlan mode bridge
    ip link set card netns c1 name eth0
    ip -n c1 addr add "$LAB_NET.11/24" dev eth0
    ip -n c1 link set eth0 up
    ip netns exec c1 ping -c 1 -W 2 "$LAB_NET.77" > /dev/null
  fi
}
