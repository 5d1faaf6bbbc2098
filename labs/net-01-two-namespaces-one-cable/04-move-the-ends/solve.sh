#!/bin/bash
set -e
ip link set veth1 netns c1
ip link set veth2 netns c2
