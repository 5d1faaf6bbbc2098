#!/bin/bash
# hint: does not run
docker rename web "$LAB_BOX"
