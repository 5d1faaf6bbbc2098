#!/bin/bash
# hint: does not have the volume
docker volume create "$LAB_BOX"
docker run -d --name keeper -v "/root/$LAB_BOX:/data" busybox sleep 1d
