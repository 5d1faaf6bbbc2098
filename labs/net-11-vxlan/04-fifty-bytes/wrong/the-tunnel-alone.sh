#!/bin/bash
# hint: the envelope does not fit
for n in 1 2; do ip -n h$n link set vx mtu 1500; done
