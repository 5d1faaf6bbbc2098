#!/bin/bash
# hint: Now make it anew
rm -r /root/overlay/merged/conf
