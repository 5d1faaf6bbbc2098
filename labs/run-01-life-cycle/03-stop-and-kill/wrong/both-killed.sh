#!/bin/bash
# hint: without a chance to say goodbye
docker kill polite deaf
