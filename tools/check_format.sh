#!/bin/sh
# SPDX-License-Identifier: MIT
# Every C file is laid out as .clang-format says; `make format` does it.
set -eu
cd "$(dirname "$0")/.."
. tools/tree.sh
tool=$(command -v clang-format-14) || { echo "clang-format-14 is absent: tools/install.sh --check installs it"; exit 77; }
tree '*.c' '*.h' | xargs "$tool" --dry-run -Werror
