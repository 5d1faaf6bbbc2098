#!/bin/bash
# hint: Nothing has come
docker run -d --name side --network container:web busybox sleep 1d
