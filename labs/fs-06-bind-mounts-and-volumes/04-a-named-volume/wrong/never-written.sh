#!/bin/bash
# hint: there is no note in it
docker run -d --name keeper -v "$LAB_BOX:/data" busybox sleep 1d
