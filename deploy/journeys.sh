#!/bin/sh
# The six journeys of the console, in a browser over a Plumbline that runs and that `./plumbline demo --exit` has told its
# story to. Needs a Chromium and a JDK. Usage: deploy/journeys.sh [console]
set -eu
console=${1:-http://127.0.0.1:8080}
root=$(dirname -- "$(readlink -f -- "$0")")/..
exec "$root/mvnw" -B -ntp -q -Dquick -f "$root/pom.xml" -pl web-ui -am -Dtest=JourneysTrial \
  -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.rerunFailingTestsCount=1 -Dplumbline.console="$console" test
