#!/bin/bash
set -e
. "$LAB_LIB/replica.sh"
. "$LAB_LIB/ask.sh"
cd /root/store || exit
write_replica
docker compose up -d --build
ready replica
until_true 20 follows
