#!/bin/bash
# hint: has no limit
docker run -d --name ann --cgroup-parent /team --memory 96m busybox sleep 1d
docker run -d --name ben --cgroup-parent /team --memory 96m busybox sleep 1d
