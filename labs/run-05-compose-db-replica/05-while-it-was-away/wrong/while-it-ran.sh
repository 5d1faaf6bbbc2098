#!/bin/bash
# hint: The replica was there
sql primary "CREATE TABLE sold (at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, what VARCHAR(20))"
sql primary "INSERT INTO sold (what) VALUES ('$LAB_WARE'), ('$LAB_WARE')"
