#!/bin/bash
# hint: were killed with SIGKILL
cd /root/site || exit
sed -i 's/^#include <netinet/#include <csignal>\n&/; s/^int main() {/&\n    std::signal(SIGTERM, [](int) { _exit(0); });/' app/main.cpp
docker compose up -d
docker compose stop -t 1 app
