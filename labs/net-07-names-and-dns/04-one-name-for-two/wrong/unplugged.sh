#!/bin/bash
# hint: web is not on shop
docker network connect --alias "$LAB_TILL" shop web2
docker network disconnect shop web
docker exec desk nslookup "$LAB_TILL" || true
