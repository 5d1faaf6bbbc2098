#!/bin/bash
# Start of this step: h1 has its end of the tunnel, h2 has none, and nobody has an address in it.
set -e
subnets=("" 192.0.2 198.51.100 203.0.113)
sysctl -qw net.ipv4.ip_forward=1
for n in 1 2 3; do
  if ! ip netns exec h$n ping -c 1 -W 1 "${subnets[n]}.1" > /dev/null 2>&1; then
    ip link del u$n 2> /dev/null || true
    ip netns del h$n 2> /dev/null || true
    ip netns add h$n
    ip link add u$n type veth peer name eth0 netns h$n
    ip addr add "${subnets[n]}.1/24" dev u$n
    ip link set u$n up
    ip -n h$n addr add "${subnets[n]}.2/24" dev eth0
    ip -n h$n link set eth0 up
    ip -n h$n link set lo up
    ip -n h$n route add default via "${subnets[n]}.1"
  fi
done
# mtu NAME N: the largest packet of both ends of a cable
mtu() { [ "$(cat "/sys/class/net/u$1/mtu")" = "$2" ] || ip link set "u$1" mtu "$2"; ip -n "h$1" link set eth0 mtu "$2"; }
# tunnel N REMOTE: the end of the tunnel in a host, with address
tunnel() {
  if ! { ip -n "h$1" -d link show up dev vx | grep -q "id $LAB_VNI remote ${subnets[$2]}.2 .* dstport 4789" && ip -n "h$1" -4 addr show dev vx | grep -q " $LAB_NET.$1/24 "; } 2> /dev/null; then
    ip -n "h$1" link del vx 2> /dev/null || true
    ip -n "h$1" link add vx type vxlan id "$LAB_VNI" local "${subnets[$1]}.2" remote "${subnets[$2]}.2" dstport 4789 dev eth0
    ip -n "h$1" addr add "$LAB_NET.$1/24" dev vx
    ip -n "h$1" link set vx up
  fi
}
for n in 2 3; do ip -n h$n link del vx 2> /dev/null || true; done
if ! ip -n h1 -d link show up dev vx 2> /dev/null | grep -q "id $LAB_VNI remote 198.51.100.2 .* dstport 4789"; then tunnel 1 2; fi
ip -n h1 -4 addr flush dev vx
ip -n h1 neigh flush all
