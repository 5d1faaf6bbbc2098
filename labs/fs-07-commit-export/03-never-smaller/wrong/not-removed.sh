#!/bin/bash
# hint: one layer more
docker commit load heavy:2
docker run -d --name after heavy:2 sleep 1d
