#!/bin/bash
# hint: You wrote at the replica
sql replica "CREATE TABLE goods (id INT PRIMARY KEY, what VARCHAR(20), n INT)"
sql replica "INSERT INTO goods VALUES (1, '$LAB_WARE', $LAB_N)"
