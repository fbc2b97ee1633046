# SPDX-License-Identifier: MIT
# cmake --install: the library, its headers, a pkg-config file, a CMake package, the command, missions and vehicles.
# Everything finds everything else by relative paths, so that the tree may be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

file(RELATIVE_PATH bin_to_lib "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
set_target_properties(leonov_command PROPERTIES INSTALL_RPATH "$ORIGIN/${bin_to_lib}")

install(TARGETS leonov EXPORT leonovTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS leonov_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY include/leonov DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(DIRECTORY missions vehicles DESTINATION ${CMAKE_INSTALL_DATADIR}/leonov FILES_MATCHING PATTERN "*.yaml")
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/leonov)
install(EXPORT leonovTargets NAMESPACE leonov:: DESTINATION ${package})
configure_package_config_file(cmake/leonovConfig.cmake.in ${CMAKE_BINARY_DIR}/package/leonovConfig.cmake
  INSTALL_DESTINATION ${package} PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/package/leonovConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/package/leonovConfig.cmake ${CMAKE_BINARY_DIR}/package/leonovConfigVersion.cmake
  DESTINATION ${package})

file(RELATIVE_PATH pc_to_prefix "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
configure_file(cmake/leonov.pc.in ${CMAKE_BINARY_DIR}/package/leonov.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/package/leonov.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
