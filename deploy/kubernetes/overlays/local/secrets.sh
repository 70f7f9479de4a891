#!/bin/sh
# Prints the Secrets of the local overlay with passwords made anew: ./secrets.sh | kubectl create -f -
# 'create' and not 'apply': what is there stays, since broker and database know their first passwords only.
set -eu

random() { od -An -tx1 -N24 /dev/urandom | tr -d ' \n'; }

store="$(random)"
sh "$(dirname "$0")/../../broker-secrets.sh"
cat <<END
---
apiVersion: v1
kind: Secret
metadata:
  name: mongo-root
  namespace: newsroom
stringData:
  username: newsroom
  password: $store
---
apiVersion: v1
kind: Secret
metadata:
  name: newsroom-store
  namespace: newsroom
stringData:
  connection_string: mongodb://newsroom:$store@mongo:27017/?authSource=admin
---
apiVersion: v1
kind: Secret
metadata:
  name: newsroom-access
  namespace: newsroom
stringData:
  Newsroom__Access__Keys__local__Key: $(random)
  Newsroom__Access__Keys__local__Scopes__0: edit
END
