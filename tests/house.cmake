# SPDX-License-Identifier: MIT
# Checks of the house itself: layout, floors, exports, the other compiler, documents, examples, installation, benches.
set(leo_consumer_flags "")
if(LEO_SANITIZE)
  set(leo_consumer_flags -fsanitize=${LEO_SANITIZE})
endif()

add_test(NAME house.format COMMAND ${PROJECT_SOURCE_DIR}/tools/check_format.sh)
add_test(NAME house.floors COMMAND ${PROJECT_SOURCE_DIR}/tools/check_floors.sh)
add_test(NAME house.floors-are-guarded COMMAND ${PROJECT_SOURCE_DIR}/tests/house/floors.sh)
add_test(NAME house.tree COMMAND ${PROJECT_SOURCE_DIR}/tools/check_tree.sh)
add_test(NAME house.symbols COMMAND ${PROJECT_SOURCE_DIR}/tools/check_symbols.sh $<TARGET_FILE:leonov>)
add_test(NAME house.install COMMAND ${PROJECT_SOURCE_DIR}/tests/install/check.sh
  ${CMAKE_BINARY_DIR} ${CMAKE_C_COMPILER} ${leo_consumer_flags})
add_test(NAME house.clang COMMAND ${PROJECT_SOURCE_DIR}/tests/house/clang.sh ${CMAKE_BINARY_DIR}/clang)
set_tests_properties(house.clang PROPERTIES COST 1000 PROCESSORS 2)

file(GLOB pages CONFIGURE_DEPENDS README.md CONTRIBUTING.md docs/*.md)
foreach(page IN LISTS pages)
  get_filename_component(name ${page} NAME_WE)
  string(TOLOWER ${name} name)
  add_test(NAME docs.${name} COMMAND ${PROJECT_SOURCE_DIR}/tools/check_docs.sh
    ${CMAKE_BINARY_DIR} ${page} ${CMAKE_C_COMPILER} ${leo_consumer_flags})
  list(APPEND house docs.${name})
endforeach()

file(GLOB missions CONFIGURE_DEPENDS missions/*.yaml)
foreach(mission IN LISTS missions)
  get_filename_component(name ${mission} NAME_WE)
  add_test(NAME mission-file.${name} COMMAND leonov_command check ${mission})
  list(APPEND house mission-file.${name})
endforeach()

set(words_01_fly missions/voskhod-2.yaml)
set(words_02_what_if missions/voskhod-2.yaml berkut.pressure 5400 6000 timeline.suit-low.enabled=no)
file(GLOB examples CONFIGURE_DEPENDS examples/*.c)
foreach(example IN LISTS examples)
  get_filename_component(name ${example} NAME_WE)
  add_executable(example.${name} ${example})
  target_link_libraries(example.${name} PRIVATE leonov leo_flags)
  add_test(NAME example.${name} COMMAND example.${name} ${words_${name}} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  list(APPEND house example.${name})
endforeach()

foreach(bench IN LISTS LEO_BENCHES)
  add_test(NAME bench.${bench} COMMAND bench.${bench} --brief WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  list(APPEND house bench.${bench})
endforeach()
set_tests_properties(house.format house.floors house.floors-are-guarded house.tree house.symbols house.install
  house.clang ${house} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
