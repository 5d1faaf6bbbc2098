#!/bin/bash
# hint: The primary was right
sql primary "DELETE FROM goods WHERE id = 7"
