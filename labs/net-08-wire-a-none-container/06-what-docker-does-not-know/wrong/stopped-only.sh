#!/bin/bash
# hint: does not run
docker stop -t 1 box
