#!/bin/bash
set -e
docker run -d --name registry -p "$LAB_PORT:5000" -v shelf:/var/lib/registry registry:2
