#!/bin/bash
# hint: it has ended
docker stop -t 1 clock
