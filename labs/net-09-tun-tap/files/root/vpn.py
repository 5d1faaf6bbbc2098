#!/usr/bin/python3
"""vpn.py PEER: makes tun0. What the kernel sends there goes to PEER in a UDP datagram; what PEER sends goes to the kernel."""
import fcntl, os, select, socket, struct, sys

tun = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tun, 0x400454CA, struct.pack("16sH", b"tun0", 0x1001))  # TUNSETIFF, IFF_TUN | IFF_NO_PI
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("", 5555))
while True:
    ready, _, _ = select.select([tun, udp], [], [])
    try:
        if tun in ready:
            udp.sendto(os.read(tun, 2000), (sys.argv[1], 5555))
        if udp in ready:
            os.write(tun, udp.recv(2000))
    except OSError as error:  # tun0 is down, or the peer cannot be reached
        print(error, file=sys.stderr)
