#!/bin/bash
# hint: not via 10.0.0.1
ip -n c1 route add default via 10.0.0.12
