#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tools/screenshot.sh RUN PICTURE.png
# The picture of a run in the README: headline, map and the first close-up of its report. Needs chromium.
set -eu
page=$(mktemp --suffix=.html)
profile=$(mktemp -d)
trap 'rm -rf "$page" "$profile"' EXIT
hide='#history, #timeline, #ledger, #numbers, #sources, #map + .plots, .plots ~ .plots ~ .plots, .panel:nth-child(-n + 2), .panel:nth-child(n + 9)'
sed "s|</head>|<style>$hide { display: none }</style></head>|" "$1/report.html" >"$page"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=3000 --user-data-dir="$profile" \
    --window-size=1200,2225 --screenshot="$2" "file://$page" >/dev/null 2>&1
test -s "$2"
