#!/bin/bash
# hint: new, empty namespace
ip netns add web
