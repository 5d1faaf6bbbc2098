#!/bin/bash
# hint: nginx:1.22 is not here yet
docker pull -q debian:12
