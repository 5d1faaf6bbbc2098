#!/bin/bash
# A network, and the start that enters it.
write_network() {
  cat > /root/box/20-network << END
# a network of its own, with a cable into it
if [ ! -e /run/netns/\$name ]; then
  ip netns add \$name
  ip link add v\$name type veth peer name eth0 netns \$name
  ip addr add $LAB_NET.1/24 dev v\$name
  ip link set v\$name up
  ip -n \$name addr add $LAB_NET.2/24 dev eth0
  ip -n \$name link set lo up
  ip -n \$name link set eth0 up
  ip -n \$name route add default via $LAB_NET.1
  # a way out: forward, and lend it our address
  sysctl -qw net.ipv4.ip_forward=1
  iptables -I FORWARD -s $LAB_NET.0/24 -j ACCEPT
  iptables -I FORWARD -d $LAB_NET.0/24 -j ACCEPT
  iptables -t nat -A POSTROUTING -s $LAB_NET.0/24 -j MASQUERADE
fi
END
}
write_start() {
  cat > /root/box/40-start << 'END'
# a process that sees less; init does the rest, inside
nsenter --net=/run/netns/$name unshare --mount --uts --ipc --pid --fork \
  /root/box/init $home/root $name "$@"
END
}
