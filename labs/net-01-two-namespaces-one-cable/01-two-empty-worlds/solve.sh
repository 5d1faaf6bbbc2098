#!/bin/bash
set -e
ip netns add c1
ip netns add c2
