#!/bin/bash
# hint: can still be seen
docker exec load touch /note
docker commit load heavy:2
docker run -d --name after heavy:2 sleep 1d
