# SPDX-License-Identifier: MIT
# One library for each floor of src/LAYERS. A floor links the floors above it in the list and nothing else, so that
# an upward call does not even link. The shared library is all floors together.
file(STRINGS src/LAYERS LEO_FLOORS)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS src/LAYERS)

add_library(leonov SHARED)
set_target_properties(leonov PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION 0)
target_include_directories(leonov PUBLIC
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)

set(LEO_LIBRARIES PkgConfig::ERFA PkgConfig::FYAML PkgConfig::JANSSON PkgConfig::XXHASH PkgConfig::HDF5
  PkgConfig::EXPAT)
set(above "")
foreach(floor IN LISTS LEO_FLOORS)
  file(GLOB sources CONFIGURE_DEPENDS src/${floor}/*.c)
  if(NOT sources)
    continue()
  endif()
  add_library(leo_${floor} STATIC ${sources})
  target_include_directories(leo_${floor} PUBLIC src ${CMAKE_BINARY_DIR}/generated)
  target_link_libraries(leo_${floor} PUBLIC ${above} leo_flags ${LEO_LIBRARIES})
  target_sources(leonov PRIVATE $<TARGET_OBJECTS:leo_${floor}>)
  set(above leo_${floor})
endforeach()
target_link_libraries(leonov PRIVATE $<BUILD_INTERFACE:leo_flags> "$<BUILD_INTERFACE:${LEO_LIBRARIES}>")
target_compile_definitions(leo_base PRIVATE LEO_VERSION="${PROJECT_VERSION}")
