#!/bin/sh
# Take in what one transfer brought, and start the work if it is not running.
#   training/remote/receive.sh FOLDER      (in the repository's root, on the lent machine)
# FOLDER holds data files, development sets (dev/) and, the first time, vocabulary/. The next
# transfer replaces the tree, so everything is copied out of it at once.
set -eu
folder=$1
base=${FR_EN_BASE:-$HOME/fr-en}
mkdir -p "$base/data" "$base/dev" "$base/incoming"
for file in "$folder"/*.tsv.xz; do
  [ -e "$file" ] || continue
  cp "$file" "$base/incoming/"
  mv "$base/incoming/$(basename "$file")" "$base/data/"   # never half a file in data/
done
[ -d "$folder/dev" ] && cp "$folder"/dev/*.tsv "$base/dev/"
[ -d "$folder/vocabulary" ] && cp -r "$folder/vocabulary" "$base/"
if [ ! -d "$base/code" ]; then
  mkdir -p "$base/code/translator/text"
  cp -r training "$base/code/"
  cp translator/__init__.py "$base/code/translator/"
  cp translator/text/__init__.py translator/text/normalize.py "$base/code/translator/text/"
  cp translator/patterns.py "$base/code/translator/"
fi
if [ ! -e "$base/started" ]; then
  touch "$base/started"
  # A session of its own outlives this command.
  setsid sh "$base/code/training/remote/pipeline.sh" "$base" "${2:-gpu-full}" \
    > "$base/pipeline.log" 2>&1 < /dev/null &
fi
ls -l "$base/data"
