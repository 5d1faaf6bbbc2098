#!/bin/bash
# hint: Docker knows
docker update --memory $((LAB_MEM + 8))m --memory-swap $((2 * LAB_MEM))m box
