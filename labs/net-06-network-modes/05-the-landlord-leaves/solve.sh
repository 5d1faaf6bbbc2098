#!/bin/bash
set -e
docker stop -t 1 web
docker start web
