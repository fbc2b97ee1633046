# SPDX-License-Identifier: MIT
# tests/verification/test_<name>.c are programs too, against published numbers; they carry the label "verification". Each
# may use every floor.
list(GET LEO_FLOORS -1 last_floor)
file(GLOB sources CONFIGURE_DEPENDS tests/verification/test_*.c)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  string(REPLACE "test_" "" short ${name})
  leo_test(verification.${short} ${source} leo_${last_floor})
  set_property(TEST verification.${short} APPEND PROPERTY LABELS verification)
  set_property(TEST verification.${short} APPEND PROPERTY ENVIRONMENT "LEO_VERIFICATION_NAME=${short}")
endforeach()
