#!/bin/bash
set -e
docker run -d --name alone --network none busybox sleep 1d
