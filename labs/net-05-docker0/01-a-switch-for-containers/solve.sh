#!/bin/bash
set -e
docker run -d --name one busybox sleep 1d
