#!/bin/bash
# hint: has no health check
docker run -d --name pulse --no-healthcheck pulse:1
docker exec pulse rm /alive
