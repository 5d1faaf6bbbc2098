#!/bin/bash
set -e
ip link add veth1 type veth peer name veth2
