#!/bin/bash
set -e
docker pull -q nginx:1.22.1
