# SPDX-License-Identifier: MIT

include(cmake/embed.cmake)
