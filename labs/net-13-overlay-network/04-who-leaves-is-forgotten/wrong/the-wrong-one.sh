#!/bin/bash
# hint: It is two that should leave
docker rm -f one
