#!/bin/bash
# hint: c2 needs one too
ip -n c1 route add default via 10.0.0.1
