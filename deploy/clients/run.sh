#!/bin/sh
# Runs real JavaScript clients against a Plumbline that is up, and says whether each was read whole.
# Needs Node 20 and npm. Usage: deploy/clients/run.sh [console] [otlp]
set -eu
console=${1:-http://127.0.0.1:8080}
otlp=${2:-http://127.0.0.1:4318}
here=$(dirname -- "$(readlink -f -- "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/ask.cjs" "$work"
cd "$work"
npm install --no-audit --no-fund --silent
failed=0
for dialect in opentelemetry openinference traceloop vercel; do
  OTEL_EXPORTER_OTLP_ENDPOINT=$otlp OTEL_NODE_RESOURCE_DETECTORS=none OTEL_METRICS_EXPORTER=none node ask.cjs "$dialect"
  tries=0
  until [ "$tries" = 30 ]; do
    seen=$(curl -s "$console/api/v1/requests?last=1h&feature=npm-$dialect&limit=1")
    case $seen in
      *'"tokensIn":31,"tokensOut":9'*'Where does line 7 leave?'*'Line 7 leaves from platform B.'*) break ;;
    esac
    tries=$((tries + 1))
    sleep 1
  done
  if [ "$tries" = 30 ]; then
    failed=1
    printf '%-14s NOT whole: %s\n' "$dialect" "$seen"
  else
    printf '%-14s question, answer and tokens are there\n' "$dialect"
  fi
done
exit "$failed"
