#!/bin/bash
# hint: the host's port first
docker run -d --name shop -p "127.0.0.1:$LAB_PORT:80" nginx
