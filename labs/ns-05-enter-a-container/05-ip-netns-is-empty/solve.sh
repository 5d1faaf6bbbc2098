#!/bin/bash
set -e
mkdir -p /var/run/netns
ln -sfn "$(docker inspect -f '{{.NetworkSettings.SandboxKey}}' web)" /var/run/netns/web
ip netns
ip -n web -br addr
