#!/bin/bash
set -e
ip -n c1 addr add "$LAB_NET.1/24" dev veth1
ip -n c2 addr add "$LAB_NET.2/24" dev veth2
