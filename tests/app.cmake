# SPDX-License-Identifier: MIT
# The command itself, as a user types it.
foreach(name command propagate)
  leo_test(app.${name} tests/app/test_${name}.c)
  add_dependencies(app.${name} leonov_command)
  set_property(TEST app.${name} APPEND PROPERTY ENVIRONMENT "LEO_COMMAND=$<TARGET_FILE:leonov_command>")
endforeach()
