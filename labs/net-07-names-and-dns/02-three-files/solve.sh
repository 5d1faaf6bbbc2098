#!/bin/bash
set -e
echo "192.0.2.7 $LAB_BOX" >> "$(docker inspect -f '{{.HostsPath}}' desk)"
docker exec desk cat /etc/hosts
