#!/bin/bash
set -e
ip link set br0 type bridge ageing_time 500
until [ -z "$(bridge fdb show br br0 dynamic)" ]; do sleep 0.5; done
