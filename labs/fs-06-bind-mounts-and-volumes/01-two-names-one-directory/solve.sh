#!/bin/bash
set -e
mount --bind /root/a /root/b
