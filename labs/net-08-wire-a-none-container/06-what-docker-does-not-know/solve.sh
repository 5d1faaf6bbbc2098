#!/bin/bash
set -e
docker restart -t 1 box
