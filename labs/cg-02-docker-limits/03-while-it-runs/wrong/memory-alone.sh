#!/bin/bash
# hint: a quarter of a CPU
docker update --memory 48m --memory-swap 48m box
