# SPDX-License-Identifier: MIT
# The command itself, as a user types it.
leo_test(app.command tests/app/test_command.c)
add_dependencies(app.command leonov_command)
set_property(TEST app.command APPEND PROPERTY ENVIRONMENT "LEO_COMMAND=$<TARGET_FILE:leonov_command>")
