#!/bin/sh
# Prints the Secrets of the broker with passwords made anew: broker-secrets.sh | kubectl create -f -
#   rabbitmq-definitions   what the broker imports at its start: users with hashes, permissions, bounds
#   broker-ingest, broker-enrichment, broker-publishing   how each service signs in
#   broker-scaling         how KEDA does, to count queues
#   broker-users           the passwords of newsroom (staff), publisher and subscriber (programs outside), to hand out
# To change passwords: the same with 'apply', then restart the broker and after it the services.
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
passwords="$(mktemp -d)"
trap 'rm -r "$passwords"' EXIT

for user in ingest enrichment publishing scaling newsroom publisher subscriber; do
  od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$passwords/$user"
done
password() { cat "$passwords/$1"; }

cat <<END
apiVersion: v1
kind: Secret
metadata:
  name: rabbitmq-definitions
  namespace: newsroom
stringData:
  definitions.json: |
$(sh "$here/../broker/definitions.sh" "$passwords" | sed 's/^/    /')
END
for service in ingest enrichment publishing; do
  cat <<END
---
apiVersion: v1
kind: Secret
metadata:
  name: broker-$service
  namespace: newsroom
stringData:
  connection_string: amqp://$service:$(password $service)@rabbitmq:5672/
END
done
cat <<END
---
apiVersion: v1
kind: Secret
metadata:
  name: broker-scaling
  namespace: newsroom
stringData:
  username: scaling
  password: $(password scaling)
---
apiVersion: v1
kind: Secret
metadata:
  name: broker-users
  namespace: newsroom
stringData:
  newsroom: $(password newsroom)
  publisher: $(password publisher)
  subscriber: $(password subscriber)
END
