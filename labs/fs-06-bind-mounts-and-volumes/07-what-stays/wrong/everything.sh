#!/bin/bash
# hint: and the data with it
docker rm -f anon keeper
docker volume prune --all --force
