#!/bin/bash
# hint: Nothing leads from port
docker run -d --name registry -v shelf:/var/lib/registry registry:2
