#!/bin/bash
# hint: web2 is on shop, but
docker network connect shop web2
docker exec desk ping -c 1 web2
