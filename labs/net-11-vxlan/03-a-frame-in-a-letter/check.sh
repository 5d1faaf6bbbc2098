#!/bin/bash
# Does /root/vxlan.pcap hold frames inside VXLAN, with the learner's number and both addresses in the tunnel?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ -s /root/vxlan.pcap ] || say "There is no /root/vxlan.pcap yet: start tcpdump in the terminal second." "还没有 /root/vxlan.pcap：在终端 second 里启动 tcpdump。"
text=$(tcpdump -nr /root/vxlan.pcap 2> /dev/null)
[ -n "$text" ] || say "Nothing is in /root/vxlan.pcap so far: while tcpdump runs, let h1 ping h2 (four packets, then it ends)." "/root/vxlan.pcap 里还什么都没有：趁 tcpdump 在运行，让 h1 ping 对方（四个包之后它自己结束）。"
grep -q VXLAN <<< "$text" || say "These packets were captured inside the tunnel, where they are bare. Capture at the router, on u1: rm /root/vxlan.pcap, and again." "这些包是在隧道里面抓的，那里没有信封。要在路由器的 u1 上抓：rm /root/vxlan.pcap，重来。"
grep -q "vni $LAB_VNI" <<< "$text" || say "These packets are of another network than $LAB_VNI." "这些包不是网络 $LAB_VNI 的。"
grep -q "$LAB_NET.1 > $LAB_NET.2: ICMP echo" <<< "$text" || say "There is no ping from $LAB_NET.1 to $LAB_NET.2 in it yet. rm /root/vxlan.pcap, and again." "里面还没有从 $LAB_NET.1 到 $LAB_NET.2 的 ping。rm /root/vxlan.pcap，重来。"
