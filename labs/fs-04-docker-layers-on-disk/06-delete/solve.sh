#!/bin/bash
set -e
docker exec web rm /etc/nginx/nginx.conf
