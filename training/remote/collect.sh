#!/bin/sh
# Copy the trained weights, in pieces, into OUTPUT: the first COUNT pieces after FIRST.
#   training/remote/collect.sh OUTPUT FIRST COUNT
# Logs, the small files of the checkpoint and the list of pieces come with the first ones.
set -eu
output=$1 first=$2 count=$3
base=${FR_EN_BASE:-$HOME/fr-en}
export PYTHONPATH="$base/code"
if [ ! -d "$base/pieces" ]; then
  checkpoint=$base/run/checkpoint
  if [ ! -e "$base/finished" ]; then   # not at its end: take the last state
    python3 -m training.export "$base/run" "$base/vocabulary" "$base/early"
    checkpoint=$base/early/checkpoint
  fi
  tar -C "$base" -czf "$base/small.tar.gz" --exclude=model.safetensors --exclude=state.pt \
    --exclude=checkpoint run train.log pipeline.log tokens/prepared.jsonl
  tar -C "$checkpoint" -czf "$base/checkpoint-small.tar.gz" --exclude=model.safetensors .
  python3 -m training.bundle split "$base/pieces" "$checkpoint/model.safetensors"
fi
mkdir -p "$output"
if [ "$first" -eq 0 ]; then
  cp "$base/small.tar.gz" "$base/checkpoint-small.tar.gz" "$base/pieces/pieces.json" "$output/"
fi
ls "$base"/pieces/*.0* | tail -n "+$((first + 1))" | head -n "$count" |
  while read -r piece; do cp "$piece" "$output/"; done
ls -l "$output"
