# SPDX-License-Identifier: MIT
# The built-in ephemeris DE405, cut at build time out of Debian's package casacore-data-jpl-de405 and taken into the
# library by the assembler: 8.5 MB of numbers that no compiler has to read.
if(NOT TARGET leo_world)
  return()
endif()

find_file(LEO_DE405_DATA table.f0i
          PATHS /usr/share/casacore/data/ephemerides/DE405 /usr/share/casacore/data-jpl-de405/ephemerides/DE405
                /usr/local/share/casacore/data/ephemerides/DE405
          NO_DEFAULT_PATH DOC "Ephemeris DE405 as casacore installs it")
if(NOT LEO_DE405_DATA)
  message(FATAL_ERROR "The ephemeris DE405 is absent: install Debian's package casacore-data-jpl-de405, or set LEO_DE405_DATA to its table.f0i")
endif()

enable_language(ASM)
set(ephemeris ${CMAKE_BINARY_DIR}/generated/world/de405.bin)
set(ephemeris_source ${CMAKE_BINARY_DIR}/generated/world/de405.S)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated/world)
file(CONFIGURE OUTPUT ${ephemeris_source} @ONLY CONTENT [=[
/* SPDX-License-Identifier: MIT */
    .section .rodata.leo_ephemeris_de405, "a", %progbits
    .balign 64
    .globl leo_ephemeris_de405
    .hidden leo_ephemeris_de405
    .type leo_ephemeris_de405, %object
leo_ephemeris_de405:
    .incbin "@ephemeris@"
    .size leo_ephemeris_de405, . - leo_ephemeris_de405
    .section .note.GNU-stack, "", %progbits
]=])

add_executable(leo_ephemeris_maker tools/data/ephemeris.c)
add_custom_command(
  OUTPUT ${ephemeris}
  COMMAND leo_ephemeris_maker ${LEO_DE405_DATA} ${ephemeris}
  DEPENDS leo_ephemeris_maker ${LEO_DE405_DATA}
  COMMENT "Cutting the ephemeris"
  VERBATIM)
add_custom_target(leo_ephemeris_cut DEPENDS ${ephemeris})
add_dependencies(leo_world leo_ephemeris_cut)
set_source_files_properties(${ephemeris_source} PROPERTIES OBJECT_DEPENDS ${ephemeris})
target_sources(leo_world PRIVATE ${ephemeris_source})
