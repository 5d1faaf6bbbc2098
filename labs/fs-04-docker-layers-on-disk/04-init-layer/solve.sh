#!/bin/bash
set -e
docker exec web sh -c 'echo hello from inside > /hello'
