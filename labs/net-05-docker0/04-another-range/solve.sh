#!/bin/bash
set -e
jq '. + {"bip": "10.50.0.1/24", "fixed-cidr": "10.50.0.128/25"}' /etc/docker/daemon.json > /tmp/daemon.json
cat /tmp/daemon.json > /etc/docker/daemon.json
service docker restart
