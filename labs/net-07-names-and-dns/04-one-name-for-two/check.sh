#!/bin/bash
# Does the engine give desk the addresses of both for the one name?
say() { if [ "$LANG_UI" = zh-CN ]; then echo "$2"; else echo "$1"; fi; exit 1; }
answer=$(docker exec desk nslookup -type=a "$LAB_TILL" 2>&1)
for name in web2 web; do
  address=$(docker inspect -f '{{.NetworkSettings.Networks.shop.IPAddress}}' "$name")
  grep -q "^Address: $address\$" <<< "$answer" ||
    say "$name is on shop, but it does not answer to $LAB_TILL there: docker network disconnect shop $name, and connect it again with --alias $LAB_TILL" "$name 在 shop 上，却不应答 $LAB_TILL 这个名字：docker network disconnect shop $name，再用 --alias $LAB_TILL 接上。"
done
