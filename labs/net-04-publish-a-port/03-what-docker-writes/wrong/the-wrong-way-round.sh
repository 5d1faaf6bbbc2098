#!/bin/bash
# hint: the host's port first
docker run -d --name shop -p "80:$LAB_PORT" nginx
