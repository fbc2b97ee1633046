# SPDX-License-Identifier: MIT

include(cmake/embed.cmake)
include(cmake/coast.cmake)
include(cmake/ephemeris.cmake)
