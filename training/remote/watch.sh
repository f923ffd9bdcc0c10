#!/bin/sh
# Show how training goes for SECONDS, or until it has ended; keeps the machine busy and held.
#   training/remote/watch.sh SECONDS
set -eu
base=${FR_EN_BASE:-$HOME/fr-en}
end=$(($(date +%s) + $1))
while [ "$(date +%s)" -lt "$end" ] && [ ! -e "$base/finished" ]; do
  sleep 5
done
tail -n 5 "$base/pipeline.log"
tail -n 40 "$base/train.log"
