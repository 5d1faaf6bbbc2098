#!/bin/bash
# hint: There is no container once
docker run -d --name clock busybox sh -c 'while true; do date; sleep 1; done'
docker run --rm --name once busybox sh -c "exit $LAB_CODE" || true
