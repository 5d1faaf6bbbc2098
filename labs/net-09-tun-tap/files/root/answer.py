#!/usr/bin/python3
"""answer.py NAME: holds the other end of a tun, and answers every ping, whoever it is for."""
import fcntl, os, struct, sys


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total & 0xFFFF) + (total >> 16)
    return ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF


end = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(end, 0x400454CA, struct.pack("16sH", sys.argv[1].encode(), 0x1001))  # TUNSETIFF, IFF_TUN | IFF_NO_PI
while True:
    data = os.read(end, 2000)
    if data[0] != 0x45 or data[9] != 1 or data[20] != 8:  # not IPv4, not ICMP, or not an echo request
        continue
    header = data[:12] + data[16:20] + data[12:16]  # who asked is who gets the answer
    echo = b"\0\0\0\0" + data[24:]  # type 0 is an echo reply
    body = echo + b"\0" * (len(echo) % 2)
    os.write(end, header + echo[:2] + struct.pack("!H", checksum(body)) + echo[4:])
