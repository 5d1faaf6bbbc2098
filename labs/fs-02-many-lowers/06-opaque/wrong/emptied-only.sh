#!/bin/bash
# hint: its old files were only deleted one by one
rm /root/overlay/merged/conf/*
