#!/bin/bash
set -e
ip netns exec c1 ping -c 2 -W 2 10.0.0.12
