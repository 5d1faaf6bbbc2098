#!/bin/bash
# hint: still has its cable
docker restart -t 1 peer
