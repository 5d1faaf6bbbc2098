#!/bin/bash
set -e
ip netns exec c1 nc -d -p 40000 203.0.113.9 8080
ip netns exec c2 nc -d -p 40000 203.0.113.9 8080
