#!/bin/bash
# hint: start tcpdump
docker exec one ping -c 2 two
