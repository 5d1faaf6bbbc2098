#!/bin/bash
# hint: tun0 is switched off
ip tuntap add dev tun0 mode tun
ip addr add "$LAB_NET.1/24" dev tun0
