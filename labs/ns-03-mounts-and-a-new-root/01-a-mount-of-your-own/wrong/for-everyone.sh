#!/bin/bash
# hint: You mounted it for the whole sandbox
mount -t tmpfs "$LAB_BOX" /mnt
