#!/bin/bash
# hint: Removed is not stopped
docker stop polite
docker rm -f deaf
