#!/bin/bash
set -e
ip -n c1 route add default via 10.0.0.1
ip -n c2 route add default via 10.0.0.1
