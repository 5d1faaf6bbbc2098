#!/bin/bash
# hint: can still be seen
docker commit load heavy:2
docker run -d --name after heavy:2 sleep 1d
