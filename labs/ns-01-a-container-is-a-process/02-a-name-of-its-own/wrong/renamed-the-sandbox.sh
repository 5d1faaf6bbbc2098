#!/bin/bash
# hint: You renamed the sandbox itself
hostname inside
