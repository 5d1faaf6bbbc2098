#!/bin/bash
# hint: anon is still there
docker volume prune --force
