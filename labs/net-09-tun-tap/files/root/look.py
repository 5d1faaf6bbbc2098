#!/usr/bin/python3
"""look.py NAME: holds the other end of a tun or tap, and says what the kernel sends to it. It never answers."""
import fcntl, os, socket, struct, sys

name = sys.argv[1]
kind = 2 if name.startswith("tap") else 1  # IFF_TAP, IFF_TUN
end = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(end, 0x400454CA, struct.pack("16sH", name.encode(), kind | 0x1000))  # TUNSETIFF, IFF_NO_PI


def mac(six):
    return ":".join("%02x" % byte for byte in six)


def packet(data):  # layer 3
    if data[0] >> 4 != 4:
        return None
    protocol = {1: "ICMP", 6: "TCP", 17: "UDP"}.get(data[9], data[9])
    return f"IPv4 {protocol} {socket.inet_ntoa(data[12:16])} > {socket.inet_ntoa(data[16:20])}"


def frame(data):  # layer 2: addresses and type, then the packet
    kind = data[12:14].hex()
    if kind == "0806":
        inside = f"ARP who has {socket.inet_ntoa(data[38:42])}?"
    else:
        inside = packet(data[14:]) if kind == "0800" else None
    return inside and f"frame {mac(data[6:12])} > {mac(data[0:6])} type {kind}: {inside}"


with open("/root/seen.log", "a") as log:
    while True:
        data = os.read(end, 2000)
        text = frame(data) if kind == 2 else packet(data)
        if text:
            for line in (f"{len(data)} bytes: {data[:24].hex(' ')} ...", f"  {text}"):
                print(line, flush=True)
                print(line, file=log, flush=True)
