#!/bin/bash
# hint: but not
sql primary "CREATE TABLE goods (id INT PRIMARY KEY, what VARCHAR(20), n INT)"
sql primary "INSERT INTO goods VALUES (1, '$LAB_WARE', $((LAB_N + 1)))"
