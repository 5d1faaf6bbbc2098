#!/bin/bash
set -e
docker run -d --name closed door:1
docker run -d --name open -P door:1
