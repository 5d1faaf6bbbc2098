#!/bin/bash
set -e
ip -n c1 addr add 10.0.0.1/24 dev veth1
ip -n c2 addr add 10.0.0.2/24 dev veth2
