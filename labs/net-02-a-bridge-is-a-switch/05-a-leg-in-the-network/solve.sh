#!/bin/bash
set -e
ip addr add 10.0.0.1/24 dev br0
ping -c 1 -W 2 10.0.0.11
