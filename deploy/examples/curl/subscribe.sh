#!/bin/sh
# Reads what the newsroom publishes and takes back, until it is stopped, and says it a line each. No broker, no jq: HTTP is all.
#
#   subscribe.sh NAME
#
# Keeps in the file NAME.cursor how far it has come: what comes while it is away is there when it is back.
set -u
[ $# -eq 1 ] || { echo 'subscribe NAME' >&2; exit 2; }
site="${NEWSROOM_SITE:-http://127.0.0.1:8080}"
cursor="$1.cursor"
work="$(mktemp -d)" || exit 3
nap='' stopping=''
trap 'rm -rf "$work"' EXIT
# Noted, so that what is in hand is done and the cursor kept.
trap 'stopping=yes; [ -z "$nap" ] || kill "$nap" 2>/dev/null' TERM INT

# The text of a member of a JSON object, as it is written there; jq would do it better.
member() { printf '%s\n' "$2" | sed -nE "s/.*\"$1\":(\"(([^\"\\\\]|\\\\.)*)\"|([0-9]+)).*/\\2\\4/p"; }
# In the background, since a shell hears no signal while a program of its runs.
rest() { [ -n "$stopping" ] || { sleep "$1" & nap=$!; wait "$nap"; nap=''; }; }

# What is yours to do. A withdrawn article must go, from caches too, whatever was done with it before.
handle() {
  change="$(member change "$1")" article="$(member articleId "$1")"
  case "$change" in
    withdrawn) what='take it down' ;;
    *) what="show $site/v1/published/$article" ;;
  esac
  echo "$change $article revision $(member revision "$1"): $what: $(member title "$1")"
}

echo "reading $site/v1/changes" >&2
pause=1
while [ -z "$stopping" ]; do
  after="$(cat "$cursor" 2>/dev/null || echo 0)"
  if curl -sS --fail --max-time 20 -o "$work/page" "$site/v1/changes?after=$after&limit=100"; then
    pause=1
    # An item a line: inside a text, no quote stands without a backslash, so that this occurs between items only.
    sed 's/{"sequence":/\
&/g' "$work/page" | grep '^{"sequence":' > "$work/items"
    while IFS= read -r item; do
      handle "$item"
      # After, not before: if it is stopped in between, the change comes again, and none is missed.
      member sequence "$item" > "$work/cursor" && mv "$work/cursor" "$cursor"
      [ -z "$stopping" ] || exit 0
    done < "$work/items"
    # Asks on at once as long as pages are full.
    [ "$(wc -l < "$work/items")" -ge 100 ] || rest "${NEWSROOM_POLL:-2}"
  else
    echo "Again in $pause s." >&2
    rest "$pause"
    pause=$((pause < 16 ? pause * 2 : 30))
  fi
done
