#!/bin/bash
set -e
ip link set sw type bridge vlan_filtering 1
