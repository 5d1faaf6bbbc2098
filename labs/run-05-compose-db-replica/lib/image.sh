#!/bin/bash
# What the image is made of, and what both services are told.
write_image() {
  mkdir -p /root/store
  cd /root/store || exit
  cat > Dockerfile << 'END'
FROM mariadb:10.11
COPY store.cnf /etc/mysql/conf.d/
COPY role.sh /docker-entrypoint-initdb.d/
END
  cat > store.cnf << 'END'
[mariadbd]
log-bin = changes
relay-log = copies
END
  cat > role.sh << 'END'
#!/bin/bash
# Runs once, when the database is new.
sql() { MYSQL_PWD=$MARIADB_ROOT_PASSWORD mariadb -uroot -e "$1"; }
case $ROLE in
  primary)
    sql "CREATE USER copier IDENTIFIED BY '$COPIER_PASSWORD';
         GRANT REPLICATION SLAVE ON *.* TO copier;
         RESET MASTER" ;;
  replica)
    sql "CHANGE MASTER TO MASTER_HOST='primary', MASTER_USER='copier',
         MASTER_PASSWORD='$COPIER_PASSWORD', MASTER_CONNECT_RETRY=2,
         MASTER_USE_GTID=slave_pos" ;;
esac
END
  cat > store.env << END
MARIADB_ROOT_PASSWORD=anchor
MARIADB_DATABASE=store
COPIER_PASSWORD=$LAB_WORD
END
}
