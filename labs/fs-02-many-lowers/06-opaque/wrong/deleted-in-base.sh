#!/bin/bash
# hint: you deleted beneath the overlay
rm -r /root/overlay/base/conf
