#!/bin/bash
set -e
docker exec desk sh -c "mkdir /empty; echo $LAB_WORD > /page; echo $LAB_WORD > /data/letter"
docker commit desk caught:1
docker run -d --name look caught:1 sleep 1d
