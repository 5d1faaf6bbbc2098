#!/bin/bash
set -e
ip netns delete c1
