# SPDX-License-Identifier: MIT
# What the report's page is made of, embedded into the view as arrays of bytes: its style sheet and script from
# src/view/page, and Chart.js (MIT) from Debian's package libjs-chart.js.
#
# Run as a script (cmake -DOUTPUT=... -DINPUTS=name=file|name=file -P embed.cmake) it writes the arrays.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  set(text "/* SPDX-License-Identifier: MIT */\n#include \"view/page.h\"\n")
  string(REPLACE "|" ";" INPUTS "${INPUTS}")
  foreach(input IN LISTS INPUTS)
    string(REGEX REPLACE "=.*" "" name "${input}")
    string(REGEX REPLACE "^[^=]*=" "" path "${input}")
    file(READ "${path}" hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "(................................................................................)" "\\1\n"
           bytes "${bytes}")
    string(APPEND text "\nconst unsigned char ${name}[] = {\n${bytes}0x00\n};\n")
  endforeach()
  file(WRITE "${OUTPUT}" "${text}")
  return()
endif()

if(NOT TARGET leo_view)
  return()
endif()

find_file(LEO_CHART_JS chart.min.js PATHS /usr/share/javascript/chart.js /usr/share/nodejs/chart.js/dist
          NO_DEFAULT_PATH DOC "Chart.js 3.9, one file")
if(NOT LEO_CHART_JS)
  message(FATAL_ERROR "Chart.js is absent: install Debian's package libjs-chart.js, or set LEO_CHART_JS to its chart.min.js")
endif()

set(page ${PROJECT_SOURCE_DIR}/src/view/page)
set(embedded ${CMAKE_BINARY_DIR}/generated/view/page_embedded.c)
add_custom_command(
  OUTPUT ${embedded}
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${embedded}
          "-DINPUTS=leo_page_style=${page}/report.css|leo_page_script=${page}/report.js|leo_page_chart=${LEO_CHART_JS}"
          -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  DEPENDS ${page}/report.css ${page}/report.js ${LEO_CHART_JS} ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  COMMENT "Embedding the report's page"
  VERBATIM)
target_sources(leo_view PRIVATE ${embedded})
