#!/bin/bash
set -e
docker network connect --alias "$LAB_TILL" shop web2
docker network disconnect shop web
docker network connect --alias "$LAB_TILL" shop web
docker exec desk nslookup "$LAB_TILL" || true # there is no IPv6 address, and nslookup says so
