#!/bin/bash
# hint: You gave the address to a port
ip addr add 10.0.0.1/24 dev v1
