#!/bin/bash
# Does /root/overlay.pcap hold a ping between containers inside VXLAN, with the learner's number and the hosts' addresses around it?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
[ -s /root/overlay.pcap ] || say "There is no /root/overlay.pcap yet: start tcpdump in the terminal second." "还没有 /root/overlay.pcap：在终端 second 里启动 tcpdump。"
text=$(tcpdump -nr /root/overlay.pcap 2> /dev/null)
[ -n "$text" ] || say "Nothing is in /root/overlay.pcap so far: while tcpdump runs, let one ping two." "/root/overlay.pcap 里还什么都没有：趁 tcpdump 在运行，让 one ping two。"
grep -q VXLAN <<< "$text" || say "These packets were captured where they are bare. Capture on the cable between the hosts, u2: rm /root/overlay.pcap, and again." "这些包是在没有信封的地方抓的。要在两台主机之间的网线 u2 上抓：rm /root/overlay.pcap，重来。"
grep -q "vni $LAB_VNI" <<< "$text" || say "These packets are of another network than $LAB_VNI." "这些包不是网络 $LAB_VNI 的。"
grep -q "ICMP echo" <<< "$text" || say "There is no ping in it yet. rm /root/overlay.pcap, and again." "里面还没有 ping。rm /root/overlay.pcap，重来。"
