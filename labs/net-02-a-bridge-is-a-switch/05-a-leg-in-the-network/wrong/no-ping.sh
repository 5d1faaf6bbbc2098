#!/bin/bash
# hint: Now ping 10.0.0.11
ip addr add 10.0.0.1/24 dev br0
