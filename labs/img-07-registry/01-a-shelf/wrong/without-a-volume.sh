#!/bin/bash
# hint: not in the volume shelf
docker run -d --name registry -p "$LAB_PORT:5000" registry:2
