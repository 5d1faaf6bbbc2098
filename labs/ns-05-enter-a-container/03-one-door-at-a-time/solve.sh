#!/bin/bash
set -e
nsenter -t "$(docker inspect -f '{{.State.Pid}}' web)" -u hostname "$LAB_BOX"
