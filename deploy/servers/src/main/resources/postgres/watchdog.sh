# Runs PostgreSQL and stops it when the pipe on standard input ends, whatever ended its holder.
# Arguments: seconds for the fast shutdown, then the program and its arguments.
grace=$1
shift
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
(
  while read -r nothing <&3; do :; done
  kill -INT "$server"
  waited=0
  while [ "$waited" -lt "$grace" ] && kill -0 "$server"; do
    sleep 1
    waited=$((waited + 1))
  done
  kill -QUIT "$server"
) 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
