#!/bin/bash
set -e
docker pause clock
