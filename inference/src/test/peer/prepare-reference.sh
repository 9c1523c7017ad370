#!/usr/bin/env bash
# Lays out the reference material that tests and benchmarks compare with:
#   node_modules/  the peers of package-lock.json, by the npm client
#   llama.cpp/     the source tree of the bound version, from the bundle that node-llama-cpp carries
#   smollm3/       the published template and tokenizer files, if a folder with them is named
# usage: prepare-reference.sh TARGET [SMOLLM3_FOLDER]
# A second run does nothing. Nothing of this is part of the product, and none of it is committed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
target=$1
smollm3=${2:-}
mkdir -p "$target"

if ! cmp -s "$here/package-lock.json" "$target/installed-lock.json"; then
  cp "$here/package.json" "$here/package-lock.json" "$target/"
  (cd "$target" && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --prefer-offline)
  rm -rf "$target/llama.cpp"
  cp "$here/package-lock.json" "$target/installed-lock.json"
fi
if [ ! -d "$target/llama.cpp" ]; then
  git clone --quiet -c advice.detachedHead=false \
    "$target/node_modules/node-llama-cpp/llama/gitRelease.bundle" "$target/llama.cpp.part"
  mv "$target/llama.cpp.part" "$target/llama.cpp"
fi
if [ -n "$smollm3" ] && [ -d "$smollm3" ]; then
  ln -sfn "$(cd "$smollm3" && pwd)" "$target/smollm3"
fi
echo "reference material: $target"
