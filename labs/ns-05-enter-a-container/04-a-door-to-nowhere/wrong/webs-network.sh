#!/bin/bash
# hint: not the host's
docker run -d --name open --network container:web nginx sleep 1d > /dev/null
