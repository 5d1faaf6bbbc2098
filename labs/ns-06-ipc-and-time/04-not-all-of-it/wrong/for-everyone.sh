#!/bin/bash
# hint: for the whole sandbox
mount -t tmpfs "$LAB_BOX" /dev/shm
