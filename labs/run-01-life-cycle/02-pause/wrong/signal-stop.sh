#!/bin/bash
# hint: is not paused
docker kill -s STOP clock
