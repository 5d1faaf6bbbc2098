#!/bin/bash
# hint: but none of
ipcmk --shmem 4096
