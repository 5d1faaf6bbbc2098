#!/bin/bash
# Start of this step: a container called box runs, without a note in it; none bears the new name.
set -e
docker version > /dev/null 2>&1 || service docker start
docker image inspect busybox > /dev/null 2>&1 || docker pull -q busybox > /dev/null
docker rm -f "$LAB_WORD" box > /dev/null 2>&1 || true
docker run -d --name box busybox sleep 1d > /dev/null
echo "written by $LAB_WORD" > /root/note
docker inspect -f '{{.Id}} {{.State.StartedAt}}' box > /root/.box
