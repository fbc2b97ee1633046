# SPDX-License-Identifier: MIT
# tests/fuzz/fuzz_<name>.c is a libFuzzer target fuzz.<name>, started from the corpus tests/fuzz/corpus/<name>.
# Run it with: build/fuzz/fuzz.mission -max_total_time=300 build/fuzz/corpus tests/fuzz/corpus/mission
if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "Fuzz targets need clang's libFuzzer: cmake --preset fuzz")
endif()
target_compile_options(leo_flags INTERFACE -fsanitize=fuzzer-no-link)
list(GET LEO_FLOORS -1 last_floor)
file(GLOB sources CONFIGURE_DEPENDS tests/fuzz/fuzz_*.c)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE "fuzz_" "" short ${name})
  add_executable(fuzz.${short} ${source})
  target_include_directories(fuzz.${short} PRIVATE src)
  target_link_libraries(fuzz.${short} PRIVATE leo_${last_floor} leo_flags)
  target_link_options(fuzz.${short} PRIVATE -fsanitize=fuzzer)
endforeach()
