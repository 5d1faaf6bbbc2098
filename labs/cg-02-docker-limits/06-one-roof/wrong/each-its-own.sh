#!/bin/bash
# hint: not below /team
docker run -d --name ann --memory 96m busybox sleep 1d
docker run -d --name ben --memory 96m busybox sleep 1d
