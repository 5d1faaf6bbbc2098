#!/bin/bash
# Start of this step: two hosts with a cable, and an engine in the first that is in no swarm.
set -e
. "$LAB_LIB/hosts.sh"
engine
alone
cable
