#!/bin/bash
set -e
docker run -d --name web nginx
docker inspect -f '{{.State.Pid}}' web > /root/pid
