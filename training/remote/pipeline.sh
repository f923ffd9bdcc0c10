#!/bin/sh
# Prepare files as they arrive and train meanwhile; started by receive.sh.
#   pipeline.sh BASE RECIPE
set -eu
base=$1
recipe=$2
cd "$base/code"
export PYTHONPATH="$base/code" PYTHONUNBUFFERED=1
expected=$(python3 -c 'from training.sources import SOURCES; print(len(SOURCES))')
prepare() {
  python3 -m training.prepare "$base/data" "$base/tokens" --vocabulary "$base/vocabulary" \
    --workers "${WORKERS:-12}"
}
prepare
python3 -m training.train "training/recipes/$recipe.toml" "$base/tokens" "$base/vocabulary" \
  "$base/run" --development "$base"/dev/*.tsv ${TRAIN_OPTIONS:-} > "$base/train.log" 2>&1 &
train=$!
while kill -0 "$train" 2> /dev/null &&
  [ "$(ls "$base"/tokens/*.offsets.npy | wc -l)" -lt "$expected" ]; do
  prepare || true   # a file that cannot be read must not end the training
  sleep 2
done
wait "$train"
touch "$base/finished"
