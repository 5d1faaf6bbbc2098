#!/bin/bash
set -e
docker start two
docker start one
