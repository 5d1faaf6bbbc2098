#!/bin/bash
# hint: the same image as
label=localhost:$LAB_PORT/$LAB_WORD/label
cd /root/label || exit
echo second > text
docker build -q -t "$label:1" .
docker push -q "$label:1"
docker run -d --name moved "$label:1"
docker run -d --name kept "$(docker image inspect -f '{{index .RepoDigests 0}}' "$label:1")"
