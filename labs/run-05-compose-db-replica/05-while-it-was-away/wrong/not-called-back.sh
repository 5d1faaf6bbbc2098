#!/bin/bash
# hint: The replica is away
cd /root/store || exit
docker compose stop replica
sql primary "CREATE TABLE sold (at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, what VARCHAR(20))"
sql primary "INSERT INTO sold (what) VALUES ('$LAB_WARE'), ('$LAB_WARE')"
