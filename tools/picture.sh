#!/bin/sh
# SPDX-License-Identifier: MIT
# The picture of the house for the documents, drawn from src/LAYERS: a floor may use those above it.
set -eu
cd "$(dirname "$0")/.."
awk '
    BEGIN {
        says["base"] = "errors, memory, text, hash"
        says["math"] = "vectors, interpolation, roots, ODE solvers"
        says["schema"] = "rows that describe values; units"
        says["time"] = "epochs and clocks; how the Earth turns"
        says["world"] = "Earth, Sun, Moon, gravity, air, shadow"
        says["force"] = "what pulls and pushes"
        says["orbit"] = "elements and states"
        says["network"] = "gas and heat, one solver"
        says["part"] = "what a craft is built of"
        says["crew"] = "what a body does"
        says["flight"] = "a vehicle in motion, from orbit to the ground"
        says["mission"] = "mission file to plan"
        says["run"] = "windows, events, checkpoints, ledger"
        says["record"] = "what a run leaves behind; messages of CCSDS"
        says["propagate"] = "a setup, an OPM or an OEM to a flight"
        says["view"] = "the report"
        wing["force"] = wing["orbit"] = wing["flight"] = "moves"
        wing["network"] = wing["part"] = wing["crew"] = "lived in"
        line = "+-----------+--------------------------------------------------+----------+"
        print line
    }
    { printf "| %-9s | %-48s | %-8s |\n", $1, says[$1], wing[$1] }
    END {
        print line
        printf "| %-9s | %-48s | %-8s |\n", "app", "the command leonov: the public headers only", ""
        print line
    }' src/LAYERS
