#!/bin/sh
# Hands an article in, or kills one, over HTTP. curl is all that it needs.
#
#   publish.sh article.json
#   publish.sh --id MY-ID article.json
#   publish.sh --withdraw ARTICLE-ID --reason TEXT
#
# Ends with 0: taken; 1: refused; 2: wrong command line; 3: not delivered or not answered, send it again with the same --id.
# Where the newsroom asks for a key, NEWSROOM_KEY holds it.
set -u
ingest="${NEWSROOM_INGEST:-http://127.0.0.1:8081}"
limit="${NEWSROOM_TIMEOUT:-30}"

say() { code="$1"; shift; printf '%s\n' "$*" >&2; exit "$code"; }
usage='publish [--id ID] FILE | --withdraw ARTICLE-ID [--reason TEXT]'
random() { od -An -tx1 -N"$1" /dev/urandom | tr -d ' \n'; }
# The text of a member of a JSON object, as it is written there; jq would do it better.
member() { sed -nE "s/.*\"$1\":(\"(([^\"\\\\]|\\\\.)*)\"|([0-9]+)).*/\\2\\4/p" "$2" | head -n 1; }

id="$(random 16)" file='' withdraw='' reason=''
while [ $# -gt 0 ]; do
  case "$1" in
    --id) id="${2:-}" ;;
    --withdraw) withdraw="${2:-}" ;;
    --reason) reason="${2:-}" ;;
    -*) say 2 "$usage" ;;
    *) [ -z "$file" ] && file="$1" && shift && continue; say 2 "$usage" ;;
  esac
  [ $# -ge 2 ] || say 2 "$usage"
  shift 2
done
[ -n "$id" ] && [ -n "$file$withdraw" ] && { [ -z "$file" ] || [ -z "$withdraw" ]; } || say 2 "$usage"
[ -z "$file" ] || [ -r "$file" ] || say 3 "$file cannot be read."

work="$(mktemp -d)" && trap 'rm -rf "$work"' EXIT || exit 3
address="$ingest/v1/articles"
if [ -n "$withdraw" ]; then
  address="$address/$withdraw/withdraw"
  file="$work/reason"
  printf '{"reason":"%s"}' "$(printf %s "$reason" | sed 's/[\\"]/\\&/g')" > "$file"
fi

# In a file and not among the arguments, where everybody on the machine could read the key.
trace="$(random 16)"
{
  echo 'Content-Type: application/json'
  echo "traceparent: 00-$trace-$(random 8)-01"
  # The same key and article again get the same answer, for a day. That makes the retries below safe.
  echo "Idempotency-Key: $id"
  [ -z "${NEWSROOM_KEY:-}" ] || echo "Authorization: Bearer $NEWSROOM_KEY"
} > "$work/headers"

echo "trace $trace"
# Again after what passes: no connection, a time out, 408, 429 and 5xx, with growing pauses, for as long as there is time.
status="$(curl -sS -o "$work/answer" -D "$work/answered" -w '%{http_code}' --max-time "$limit" \
  --retry 5 --retry-connrefused --retry-max-time "$limit" -H "@$work/headers" --data-binary "@$file" "$address")" ||
  say 3 "The newsroom did not answer $id within $limit s."

case "$status" in
  202)
    outcome="$(member outcome "$work/answer")"
    [ -z "$withdraw" ] || outcome=withdrawn
    echo "$outcome $(member articleId "$work/answer") revision $(member revision "$work/answer")"
    # Where its state is to be seen.
    sed -n 's/^[Ll]ocation: *\([^[:cntrl:]]*\).*/status \1/p' "$work/answered"
    ;;
  4*) say 1 "refused: $(member detail "$work/answer") $(sed -nE 's/.*"errors":(\{[^}]*\}).*/\1/p' "$work/answer")" ;;
  *) say 3 "$status: $(member detail "$work/answer")" ;;
esac
