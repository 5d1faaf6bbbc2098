#!/bin/bash
# hint: its number inside
docker run -d --name web nginx > /dev/null
docker exec web readlink /proc/self > /dev/null
echo 1 > /root/pid
