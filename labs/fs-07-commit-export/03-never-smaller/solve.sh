#!/bin/bash
set -e
docker exec load rm /blob
docker commit load heavy:2
docker run -d --name after heavy:2 sleep 1d
