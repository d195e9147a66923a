#!/bin/sh
# Starts Keycloak's own distribution, from Maven Central, with a realm of two people, and lets them sign in to the console.
# Needs a JDK and about three minutes. Usage: deploy/keycloak/run.sh [folder of an unpacked Keycloak 26]
set -eu
version=26.4.0
port=18480
here=$(dirname -- "$(readlink -f -- "$0")")
root=$here/../..
home=${1:-$root/.plumbline/keycloak/keycloak-$version}
if [ ! -e "$home/bin/kc.sh" ]; then
  "$root/mvnw" -B -ntp -q -N -f "$root/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack \
    -Dartifact=org.keycloak:keycloak-quarkus-dist:$version:zip -DoutputDirectory="$root/.plumbline/keycloak"
fi
mkdir -p "$home/data/import"
cp "$here/house.json" "$home/data/import/"
log=$home/data/out.log
JAVA_OPTS_KC_HEAP="-Xms64m -Xmx512m" sh "$home/bin/kc.sh" start-dev --import-realm \
  --http-host=127.0.0.1 --http-port=$port --http-management-port=$((port + 10)) >"$log" 2>&1 &
keycloak=$!
trap 'kill "$keycloak"; wait "$keycloak" || true' EXIT
realm=http://127.0.0.1:$port/realms/house
tries=0
until curl -sf -o /dev/null "$realm/.well-known/openid-configuration"; do
  tries=$((tries + 1))
  if [ "$tries" -gt 150 ] || ! kill -0 "$keycloak"; then
    tail "$log"
    echo "Keycloak does not start; all it said is in $log" >&2
    exit 1
  fi
  sleep 2
done
"$root/mvnw" -B -ntp -q -Dquick -f "$root/pom.xml" -pl web-ui -am -Dtest=none -Dit.test=KeycloakTrial \
  -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dplumbline.keycloak="$realm" verify
echo "Two people have signed in through Keycloak $version."
