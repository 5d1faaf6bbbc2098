#!/bin/bash
# hint: docker rm writer
docker run --name writer -v "$LAB_BOX:/data" busybox sh -c 'echo hello > /data/note'
docker run -d --name keeper -v "$LAB_BOX:/data" busybox sleep 1d
