#!/bin/bash
# hint: has not called
docker run -d --name desk --link "web:$LAB_TILL" busybox sleep 1d
