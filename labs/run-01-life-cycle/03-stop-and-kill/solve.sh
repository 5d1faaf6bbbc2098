#!/bin/bash
set -e
docker stop polite
docker stop -t 2 deaf
