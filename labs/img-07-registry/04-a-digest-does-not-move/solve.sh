#!/bin/bash
set -e
label=localhost:$LAB_PORT/$LAB_WORD/label
old=$(docker image inspect -f '{{index .RepoDigests 0}}' "$label:1")
cd /root/label
echo second > text
docker build -q -t "$label:1" .
docker push "$label:1"
docker run -d --name moved "$label:1"
docker run -d --name kept "$old"
