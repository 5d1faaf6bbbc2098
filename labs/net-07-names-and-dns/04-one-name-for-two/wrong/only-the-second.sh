#!/bin/bash
# hint: web is on shop, but
docker network connect --alias "$LAB_TILL" shop web2
docker exec desk nslookup "$LAB_TILL" || true
