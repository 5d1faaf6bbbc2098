#!/bin/bash
# hint: a network namespace of its own
docker run -d --name open nginx sleep 1d > /dev/null
