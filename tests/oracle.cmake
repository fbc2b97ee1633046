# SPDX-License-Identifier: MIT
# Other solvers as oracles. SUNDIALS is used where it is installed or where LEO_SUNDIALS_ROOT points at an extracted
# package (the folder with include/ and lib/); elsewhere the test says that it was skipped.
set(LEO_SUNDIALS_ROOT "" CACHE PATH "Where SUNDIALS lies, for the oracle of the network")
find_path(LEO_CVODE_INCLUDE cvode/cvode.h HINTS ${LEO_SUNDIALS_ROOT}/include)
foreach(part cvode nvecserial sunmatrixdense sunlinsoldense)
  find_library(LEO_SUNDIALS_${part} sundials_${part} HINTS ${LEO_SUNDIALS_ROOT}/lib
    ${LEO_SUNDIALS_ROOT}/lib/x86_64-linux-gnu ${LEO_SUNDIALS_ROOT}/lib/aarch64-linux-gnu)
endforeach()

if(LEO_CVODE_INCLUDE AND LEO_SUNDIALS_cvode AND LEO_SUNDIALS_nvecserial AND LEO_SUNDIALS_sunmatrixdense
   AND LEO_SUNDIALS_sunlinsoldense)
  leo_test(network.oracle tests/network/oracle_cvode.c leo_network)
  target_include_directories(network.oracle SYSTEM PRIVATE ${LEO_CVODE_INCLUDE})
  target_link_libraries(network.oracle PRIVATE ${LEO_SUNDIALS_cvode} ${LEO_SUNDIALS_nvecserial}
    ${LEO_SUNDIALS_sunmatrixdense} ${LEO_SUNDIALS_sunlinsoldense})
else()
  add_test(NAME network.oracle
    COMMAND sh -c "echo 'SKIPPED: SUNDIALS is absent (set LEO_SUNDIALS_ROOT)'; exit 77")
  set_tests_properties(network.oracle PROPERTIES SKIP_RETURN_CODE 77)
endif()
