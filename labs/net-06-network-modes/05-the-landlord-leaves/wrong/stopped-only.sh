#!/bin/bash
# hint: web does not run
docker stop -t 1 web
