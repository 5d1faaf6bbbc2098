#!/bin/bash
set -e
docker volume create "$LAB_BOX"
docker run --rm -v "$LAB_BOX:/data" busybox sh -c "echo $LAB_BOX > /data/note"
docker run -d --name keeper -v "$LAB_BOX:/data" busybox sleep 1d
