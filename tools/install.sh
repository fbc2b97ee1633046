#!/bin/sh
# SPDX-License-Identifier: MIT
# Install the Debian packages that are missing, and only those: what `make fly` needs, or with --check what
# `make check` needs on top. Says nothing when nothing is missing, and then needs neither a network nor rights.
# Uses sudo where it is not run as root. With --list it only prints the packages.
set -eu
cd "$(dirname "$0")/.."

fly="cmake ninja-build pkg-config libc6-dev liberfa-dev libfyaml-dev libjansson-dev libhdf5-dev libxxhash-dev
     libexpat1-dev casacore-data-jpl-de405 gmt-gshhg-low libjs-chart.js"
check="clang-14 clang-format-14 libclang-rt-14-dev libsuitesparse-dev"

wanted=$fly
mode=fly
for argument; do
    case $argument in
    --check) wanted="$fly $check" mode=check ;;
    --list) mode=list ;;
    *) echo "usage: tools/install.sh [--check] [--list]" >&2; exit 2 ;;
    esac
done
command -v cc >/dev/null 2>&1 || wanted="gcc $wanted"

if [ $mode = list ]; then
    echo $wanted
    exit 0
fi
if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    echo "tools/install.sh: this is no Debian; docs/dependencies.md lists what Leonov is built with" >&2
    exit 0
fi

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        echo "tools/install.sh: there is no sudo here; as root, run:" >&2
        echo "    apt-get update && apt-get install -y --no-install-recommends$missing" >&2
        exit 1
    fi
}

updated=
update() {
    [ -n "$updated" ] || as_root apt-get -qq update || echo "tools/install.sh: the package lists may be old" >&2
    updated=yes
}

missing=
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
    echo "Installing:$missing"
    update
    as_root apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 install $missing >/dev/null
fi

# The oracle of the tests of the stiff solver: SUNDIALS' headers and static libraries out of its package, which itself
# would bring 600 MB of MPI along. Without it that test says that it is skipped.
oracle=build/oracle
if [ $mode = check ] && [ ! -e /usr/include/cvode/cvode.h ] && [ ! -e $oracle/usr/include/cvode/cvode.h ]; then
    echo "Unpacking: libsundials-dev into $oracle"
    mkdir -p $oracle
    update
    if (cd $oracle && apt-get -qq -o APT::Sandbox::User=root download libsundials-dev >/dev/null 2>&1) &&
        dpkg-deb -x $oracle/libsundials-dev_*.deb $oracle; then
        rm -f $oracle/libsundials-dev_*.deb
    else
        echo "tools/install.sh: libsundials-dev could not be had; the comparison with it will be skipped" >&2
    fi
fi
