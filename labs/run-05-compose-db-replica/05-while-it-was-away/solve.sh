#!/bin/bash
set -e
cd /root/store
docker compose stop replica
sql primary "CREATE TABLE sold (at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, what VARCHAR(20))"
sql primary "INSERT INTO sold (what) VALUES ('$LAB_WARE'), ('$LAB_WARE')"
sleep 1
docker compose start replica
until sql replica "SELECT * FROM sold" 2> /dev/null | grep "$LAB_WARE"; do sleep 0.3; done
