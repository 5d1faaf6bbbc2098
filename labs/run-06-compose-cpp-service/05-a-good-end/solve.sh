#!/bin/bash
set -e
cd /root/site
sed -i 's/^#include <netinet/#include <csignal>\n&/; s/^int main() {/&\n    std::signal(SIGTERM, [](int) { _exit(0); });/' app/main.cpp
docker compose up -d --build app
docker compose stop app
