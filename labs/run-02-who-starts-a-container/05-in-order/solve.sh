#!/bin/bash
set -e
docker run -d --name seen busybox sleep 1d
