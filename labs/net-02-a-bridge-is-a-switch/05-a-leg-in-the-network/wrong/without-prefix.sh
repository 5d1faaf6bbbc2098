#!/bin/bash
# hint: do not leave out /24
ip addr add 10.0.0.1 dev br0
