#!/bin/bash
set -e
docker run -d --name open --network host nginx sleep 1d
