#!/bin/bash
set -e
docker rm -f anon
docker volume prune -f
