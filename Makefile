# SPDX-License-Identifier: MIT
# A thin front: CMake does the work, in build/<preset>/ (see CMakePresets.json).
PRESET ?= release
MISSION ?= missions/voskhod-2.yaml
OUT ?=
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc)

.PHONY: fly build check verification bench format clean

fly: build              ## fly Voskhod 2 and print the summary and where the report is
	@build/$(PRESET)/leonov fly $(MISSION) $(if $(OUT),--out $(OUT))

build:                  ## install what is missing, build the command build/release/leonov
	@tools/install.sh
	@cmake --preset $(PRESET) --log-level=WARNING >/dev/null
	@cmake --build --preset $(PRESET) --target leonov_command

check:                  ## build with sanitizers and warnings as errors, run every test
	@tools/install.sh --check
	@cmake --preset dev --log-level=WARNING >/dev/null
	@cmake --build --preset dev
	@ctest --preset dev -j $(CMAKE_BUILD_PARALLEL_LEVEL)

verification:           ## fly the published cases and write docs/verification.md
	@tools/install.sh --check
	@cmake --preset release --log-level=WARNING >/dev/null
	@cmake --build --preset release
	@tools/verification.sh build/release

bench:                  ## run the benchmarks: a header line, then lines of JSON
	@tools/install.sh
	@cmake --preset release --log-level=WARNING >/dev/null
	@cmake --build --preset release --target leonov_bench >&2
	@tools/bench.sh build/release

format:                 ## lay out every C file as .clang-format says
	@git ls-files '*.c' '*.h' | xargs clang-format-14 -i

clean:                  ## remove everything that was built
	@rm -rf build
