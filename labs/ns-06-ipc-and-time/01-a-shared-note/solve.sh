#!/bin/bash
set -e
ipcmk --shmem "$LAB_SIZE"
