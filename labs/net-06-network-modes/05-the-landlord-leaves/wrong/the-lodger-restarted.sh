#!/bin/bash
# hint: still live in one
docker restart -t 1 side
