#!/bin/bash
set -e
mkdir -p /root/overlay && cd /root/overlay
mkdir -p lower upper work merged
echo "lower wrote this" > lower/in_lower.txt
echo "upper wrote this" > upper/in_upper.txt
echo "lower wrote this" > lower/in_both.txt
echo "upper wrote this" > upper/in_both.txt
