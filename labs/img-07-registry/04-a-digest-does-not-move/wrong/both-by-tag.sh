#!/bin/bash
# hint: by its tag
label=localhost:$LAB_PORT/$LAB_WORD/label
docker run -d --name kept "$label:1"
cd /root/label || exit
echo second > text
docker build -q -t "$label:1" .
docker push -q "$label:1"
docker run -d --name moved "$label:1"
