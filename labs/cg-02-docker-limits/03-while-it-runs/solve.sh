#!/bin/bash
set -e
docker update --memory 48m --memory-swap 48m --cpus 0.25 box
