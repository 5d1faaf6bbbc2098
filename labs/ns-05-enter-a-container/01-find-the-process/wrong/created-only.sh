#!/bin/bash
# hint: no running container called web
docker create --name web nginx > /dev/null
docker inspect -f '{{.State.Pid}}' web > /root/pid
