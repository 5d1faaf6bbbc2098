#!/bin/bash
set -e
sql primary "CREATE TABLE goods (id INT PRIMARY KEY, what VARCHAR(20), n INT)"
sql primary "INSERT INTO goods VALUES (1, '$LAB_WARE', $LAB_N)"
until sql replica "SELECT * FROM goods" | grep "$LAB_WARE"; do sleep 0.3; done
