#!/bin/bash
set -e
cd /root/overlay
mv merged/docs merged/manual
