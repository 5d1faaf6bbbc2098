#!/bin/bash
set -e
cd /root/unpacked
jq -c '.config.Cmd = ["cat", "/note.txt"]' "$(jq -r '.[0].Config' manifest.json)" > new
id=$(sha256sum new | cut -d ' ' -f 1)
mv new "blobs/sha256/$id"
jq -c --arg config "blobs/sha256/$id" '.[0].Config = $config | .[0].RepoTags = ["note:2"]' manifest.json > new
mv new manifest.json
tar -c manifest.json blobs | docker load
