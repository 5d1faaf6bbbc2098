#!/bin/bash
# hint: clock is gone
docker ps -aq | xargs docker rm -f
