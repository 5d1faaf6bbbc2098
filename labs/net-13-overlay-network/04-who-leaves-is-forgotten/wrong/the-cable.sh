#!/bin/bash
# hint: only its container should be
ip link set u2 down
