#!/bin/bash
# office: another computer, with a name server at .53 that knows a printer at .77 and nothing else.
office() {
  if ! ip netns exec office ping -c 1 -W 1 "$LAB_NET.1" > /dev/null 2>&1; then
    ip link del office 2> /dev/null || true
    ip netns del office 2> /dev/null || true
    ip netns add office
    ip link add office type veth peer name eth0 netns office
    ip addr add "$LAB_NET.1/24" dev office
    ip link set office up
    ip -n office addr add "$LAB_NET.53/24" dev eth0
    ip -n office addr add "$LAB_NET.77/24" dev eth0
    ip -n office link set eth0 up
    ip -n office link set lo up
    ip -n office route add default via "$LAB_NET.1"
  fi
  if ! ip netns exec office ss -lnu | grep -q "$LAB_NET.53:53 "; then
    ip netns exec office dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --listen-address="$LAB_NET.53" --bind-interfaces --user=root \
      --pid-file=/run/office-dns.pid --local=/office.example/ --host-record="printer.office.example,$LAB_NET.77" > /dev/null 2>&1
  fi
}
