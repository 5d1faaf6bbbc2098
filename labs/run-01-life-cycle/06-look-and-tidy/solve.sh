#!/bin/bash
set -e
docker container prune -f
