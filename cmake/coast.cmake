# SPDX-License-Identifier: MIT
# The coast lines of the map, made at build time from Debian's package gmt-gshhg-low: its data are under the LGPL and
# stay where they are installed.
if(NOT TARGET leo_world)
  return()
endif()

find_file(LEO_COAST_DATA binned_GSHHS_c.nc
          PATHS /usr/share/gmt-gshhg /usr/share/gmt/coast /usr/share/gshhg-gmt-nc4 /usr/local/share/gmt-gshhg
          NO_DEFAULT_PATH DOC "Crude coast lines of GSHHG, netCDF-4")
if(NOT LEO_COAST_DATA)
  message(FATAL_ERROR "Coast lines are absent: install Debian's package gmt-gshhg-low, or set LEO_COAST_DATA to its binned_GSHHS_c.nc")
endif()

set(coast ${CMAKE_BINARY_DIR}/generated/world/coast.c)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated/world)
add_executable(leo_coast_maker tools/data/coast.c)
target_link_libraries(leo_coast_maker PRIVATE PkgConfig::HDF5 m)
add_custom_command(
  OUTPUT ${coast}
  COMMAND leo_coast_maker ${LEO_COAST_DATA} ${coast}
  DEPENDS leo_coast_maker ${LEO_COAST_DATA}
  COMMENT "Cutting the coast lines"
  VERBATIM)
target_sources(leo_world PRIVATE ${coast})
