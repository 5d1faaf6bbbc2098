#!/bin/bash
# hint: The real root has renamed the sandbox
hostname "$LAB_BOX"
