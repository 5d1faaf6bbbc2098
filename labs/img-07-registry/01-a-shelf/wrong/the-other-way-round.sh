#!/bin/bash
# hint: Nothing leads from port
docker run -d --name registry -p "5000:$LAB_PORT" -v shelf:/var/lib/registry registry:2
