#!/bin/bash
# Start of this step: cam is on lan and has spoken with the printer, the switch lets in everybody, and there is no guest.
set -e
. "$LAB_LIB/hall.sh"
. "$LAB_LIB/engine.sh"
engine
without guest
hall
lan
talks() { docker exec cam ping -c 1 -W 2 "$LAB_NET.77" > /dev/null 2>&1; }
if [ "$(docker inspect -f '{{.State.Running}} {{.HostConfig.NetworkMode}}' cam 2> /dev/null)" != "true lan" ] || ! talks; then
  without cam
  docker run -d --name cam --network lan busybox httpd -f -p 80 > /dev/null
fi
talks
