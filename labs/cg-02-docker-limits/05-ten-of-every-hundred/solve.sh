#!/bin/bash
set -e
docker run -d --name spin --cpus 0.1 busybox sh -c 'while :; do :; done'
