#!/bin/bash
# hint: both ends
bridge vlan add dev t1 vid "$LAB_VA"
bridge vlan add dev t1 vid "$LAB_VB"
