#!/bin/bash
# hint: 127.0.0.1
curl -s --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "http://$(docker inspect -f '{{.NetworkSettings.IPAddress}}' shop)"
