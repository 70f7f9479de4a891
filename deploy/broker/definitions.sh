#!/bin/sh
# Prints definitions.json with a hash in place of each @user@: definitions.sh DIRECTORY, where DIRECTORY holds each user's password in a
# file of the user's name. Needs nothing but what every image and machine has.
#
# A hash is base64(salt, sha256(salt, password)), with a salt of four bytes: https://www.rabbitmq.com/docs/passwords.
set -eu

passwords="$1"

sha256() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-64; }

# Bytes from their hexadecimal digits; printf of every shell knows octal and not all know hexadecimal.
bytes() { for byte in $(printf %s "$1" | sed 's/../& /g'); do printf "\\$(printf %03o "0x$byte")"; done; }

hash() {
  salt="$(od -An -tx1 -N4 /dev/urandom | tr -d ' \n')"
  digest="$({ bytes "$salt"; cat "$passwords/$1"; } | sha256)"
  bytes "$salt$digest" | base64 | tr -d '\n'
}

# Base64 holds no '|', '&' or '\'.
edits="$(sed -n 's/.*"password_hash": "@\([a-z]*\)@".*/\1/p' "$(dirname "$0")/definitions.json" | while read -r user; do
  [ -f "$passwords/$user" ] || { echo "There is no password for $user in $passwords." >&2; exit 1; }
  printf 's|@%s@|%s|\n' "$user" "$(hash "$user")"
done)"
[ -n "$edits" ]
sed "$edits" "$(dirname "$0")/definitions.json"
