#!/bin/bash
set -e
cd /root/overlay
chmod 600 merged/big.bin
