# SPDX-License-Identifier: MIT
# Every bench/<name>.c is a program bench.<name>; `leonov_bench` builds them all, tools/bench.sh runs them.
file(GLOB sources CONFIGURE_DEPENDS bench/*.c)
add_custom_target(leonov_bench)
set(LEO_BENCHES "")
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(bench.${name} ${source})
  target_include_directories(bench.${name} PRIVATE src)
  target_link_libraries(bench.${name} PRIVATE leo_flags)
  add_dependencies(leonov_bench bench.${name})
  list(APPEND LEO_BENCHES ${name})
endforeach()
# The mission is flown through the public header alone; the wings are looked at from inside, through the floors.
if(TARGET bench.mission)
  target_link_libraries(bench.mission PRIVATE leonov)
endif()
if(TARGET bench.gravity)
  target_link_libraries(bench.gravity PRIVATE leo_world)
endif()
if(TARGET bench.ephemeris)
  target_link_libraries(bench.ephemeris PRIVATE leo_world)
endif()
if(TARGET bench.atmosphere)
  target_link_libraries(bench.atmosphere PRIVATE leo_world)
endif()
if(TARGET bench.wings AND TARGET leo_part)
  target_link_libraries(bench.wings PRIVATE leo_part)
endif()
string(TOUPPER "${CMAKE_BUILD_TYPE}" leo_build_type)
file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/bench.txt CONTENT
"${CMAKE_C_COMPILER_ID} ${CMAKE_C_COMPILER_VERSION}
${CMAKE_C_FLAGS_${leo_build_type}} $<JOIN:$<TARGET_PROPERTY:leo_flags,INTERFACE_COMPILE_OPTIONS>, >
")
