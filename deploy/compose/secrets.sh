#!/bin/sh
# Runs before everything else in compose.yaml. Makes passwords that nobody has to know, once, and puts into the volume of each service what
# that service has to read, in files that nobody else can. What programs and staff outside sign in with comes from the environment and is
# taken over each time. Refuses to finish where others than this machine could sign in with what is written in a README.
set -eu
umask 077

volumes="${SECRETS_DIRECTORY:-/secrets}"
made="$volumes/made"
service_user=1654

refuse() {
  printf '%s\n' "$@" >&2
  exit 1
}

# The directory of a reader and its files belong to the user that reads them.
write() { # directory, owner, file, value
  printf %s "$4" >"$1/.new"
  chmod 400 "$1/.new"
  chown "$2" "$1/.new"
  mv "$1/.new" "$1/$3"
  chown "$2" "$1"
  chmod 500 "$1"
}

# What is there stays: broker and database know it.
random() { [ -s "$made/$1" ] || { od -An -tx1 -N24 /dev/urandom | tr -d ' \n' >"$made/.new" && mv "$made/.new" "$made/$1"; }; cat "$made/$1"; }

short() { [ "${#1}" -lt 16 ]; }

case "$NEWSROOM_BIND" in
  127.* | localhost | ::1 | '[::1]') ;;
  *)
    problems=''
    for name in PUBLISHER_PASSWORD SUBSCRIBER_PASSWORD RABBITMQ_PASSWORD; do
      eval "short \"\$$name\"" && problems="$problems$name must have at least 16 characters. "
    done
    [ "$NEWSROOM_OPEN" = false ] || problems="${problems}NEWSROOM_OPEN must be false, so that writing needs a key. "
    [ -n "$NEWSROOM_SUBMIT_KEY$NEWSROOM_EDIT_KEY$NEWSROOM_ADMIN_KEY" ] \
      || problems="${problems}NEWSROOM_SUBMIT_KEY, NEWSROOM_EDIT_KEY or NEWSROOM_ADMIN_KEY must hold a key. "
    [ -z "$problems" ] || refuse "NEWSROOM_BIND is '$NEWSROOM_BIND', where others than this machine come in. ${problems}Set them, or leave NEWSROOM_BIND at 127.0.0.1."
    ;;
esac
for scope in submit edit admin; do
  eval "key=\"\$NEWSROOM_$(echo $scope | tr a-z A-Z)_KEY\""
  [ -z "$key" ] || ! short "$key" || refuse "The key for '$scope' is too short: it must have at least 16 characters."
done
for name in PUBLISHER_PASSWORD SUBSCRIBER_PASSWORD RABBITMQ_PASSWORD; do
  eval "[ -n \"\$$name\" ]" || refuse "$name is empty, with which nobody could sign in: set it or leave it out."
done

mkdir -p "$made"
store="mongodb://newsroom:$(random mongo)@mongo:27017/?authSource=admin"
write "$volumes/mongo" 0 password "$(random mongo)"

for service in ingest enrichment publishing; do
  directory="$volumes/$service"
  rm -f "$directory"/Newsroom__Access__Keys__*
  write "$directory" $service_user ConnectionStrings__broker "amqp://$service:$(random $service)@rabbitmq:5672/"
  write "$directory" $service_user ConnectionStrings__store "$store"
  for scope in submit edit admin; do
    eval "key=\"\$NEWSROOM_$(echo $scope | tr a-z A-Z)_KEY\""
    [ -n "$key" ] || continue
    write "$directory" $service_user "Newsroom__Access__Keys__${scope}__Key" "$key"
    write "$directory" $service_user "Newsroom__Access__Keys__${scope}__Scopes__0" "$scope"
  done
done

random scaling >/dev/null
printf %s "$PUBLISHER_PASSWORD" >"$made/publisher"
printf %s "$SUBSCRIBER_PASSWORD" >"$made/subscriber"
printf %s "$RABBITMQ_PASSWORD" >"$made/newsroom"
definitions="$(sh "$(dirname "$0")/definitions.sh" "$made")"
write "$volumes/rabbitmq" rabbitmq definitions.json "$definitions"
