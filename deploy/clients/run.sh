#!/bin/sh
# Sends one question from each of five real clients to a Plumbline that is up, and says whether it was read whole.
# Needs Node 20, npm and a JDK. Usage: deploy/clients/run.sh [console] [otlp]
set -eu
console=${1:-http://127.0.0.1:8080}
otlp=${2:-http://127.0.0.1:4318}
here=$(dirname -- "$(readlink -f -- "$0")")
work=$(mktemp -d)
model=
trap '[ -z "$model" ] || kill "$model"; rm -rf "$work"' EXIT
cp -r "$here/." "$work"
cd "$work"
npm install --no-audit --no-fund --silent
failed=0

# Whether the latest request of a feature has come with its question, its answer and its tokens.
expect() {
  tries=0
  while [ "$tries" -lt 30 ]; do
    seen=$(curl -s "$console/api/v1/requests?last=1h&feature=$1&limit=1")
    case $seen in
      *'"tokensIn":31,"tokensOut":9'*'Where does line 7 leave?'*'Line 7 leaves from platform B.'*)
        printf '%-22s question, answer and tokens are there\n' "$1"
        return ;;
    esac
    tries=$((tries + 1))
    sleep 1
  done
  failed=1
  printf '%-22s NOT whole: %s\n' "$1" "$seen"
}

export OTEL_NODE_RESOURCE_DETECTORS=none OTEL_METRICS_EXPORTER=none
for dialect in opentelemetry openinference traceloop vercel; do
  OTEL_EXPORTER_OTLP_ENDPOINT=$otlp node ask.cjs "$dialect"
  expect "npm-$dialect"
done

"$here/../../mvnw" -B -ntp -q -f quarkus/pom.xml package
node model.cjs >url &
model=$!
until [ -s url ]; do sleep 0.1; done
QUARKUS_LANGCHAIN4J_OPENAI_BASE_URL=$(cat url) QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT=$otlp \
  java -jar quarkus/target/quarkus-app/quarkus-run.jar
expect quarkus-langchain4j
exit "$failed"
