#!/bin/bash
set -e
h2 docker rm -f two
