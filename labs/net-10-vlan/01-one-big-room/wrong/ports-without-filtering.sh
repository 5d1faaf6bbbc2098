#!/bin/bash
# hint: does not look at VLANs
bridge vlan add dev pa1 vid "$LAB_VA" pvid untagged
