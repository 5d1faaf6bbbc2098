#!/bin/bash
# hint: no letter in the volume
docker exec desk sh -c "mkdir /empty; echo $LAB_WORD > /page"
docker commit desk caught:1
docker run -d --name look caught:1 sleep 1d
