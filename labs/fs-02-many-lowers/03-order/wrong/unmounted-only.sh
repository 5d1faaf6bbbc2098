#!/bin/bash
# hint: merged is not mounted now
umount /root/overlay/merged
