#!/bin/bash
# hint: no quota
docker run -d --name spin --cpu-shares 300 busybox sh -c 'while :; do :; done'
