# The functions that make a CMakeLists.txt of a room a manifest: what it is made of and what it uses.

add_library(latentbrush_warnings INTERFACE)
# -Wrestrict: GCC 12 sees an overlap in every '"literal" + std::string' (its bug 105651).
target_compile_options(latentbrush_warnings INTERFACE -Wall -Wextra -Wpedantic -Wno-restrict $<$<BOOL:${LATENTBRUSH_WERROR}>:-Werror>)

if(LATENTBRUSH_SANITIZE)
  add_compile_options(-fsanitize=${LATENTBRUSH_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LATENTBRUSH_SANITIZE})
endif()

# latentbrush_rooms(PARENT ROOM...): enters each room that the tree holds.
macro(latentbrush_rooms parent)
  foreach(room ${ARGN})
    if(EXISTS ${CMAKE_SOURCE_DIR}/${parent}/${room}/CMakeLists.txt)
      add_subdirectory(${CMAKE_SOURCE_DIR}/${parent}/${room} ${CMAKE_BINARY_DIR}/${parent}/${room})
    endif()
  endforeach()
endmacro()

# Compiling torch/script.h takes 13 s: it is done once, and every TORCH target reuses the result.
function(latentbrush_torch_precompiled_header)
  file(WRITE ${CMAKE_BINARY_DIR}/torch_precompiled.cpp "// Holds the precompiled torch header.\n")
  add_library(torch_precompiled OBJECT ${CMAKE_BINARY_DIR}/torch_precompiled.cpp)
  target_link_libraries(torch_precompiled PRIVATE LibTorch::torch latentbrush_warnings)
  # ccache needs -fpch-preprocess to see through a precompiled header.
  target_compile_options(torch_precompiled PRIVATE -fpch-preprocess)
  target_precompile_headers(torch_precompiled PRIVATE <torch/script.h>)
endfunction()

function(_latentbrush_use_torch target visibility)
  target_link_libraries(${target} ${visibility} LibTorch::torch)
  target_compile_options(${target} PRIVATE -fpch-preprocess)
  target_precompile_headers(${target} REUSE_FROM torch_precompiled)
endfunction()

# latentbrush_library(ROOM SOURCES file... [USES target...] [PRIVATELY_USES target...] [TORCH | PRIVATE_TORCH])
# Makes the static library core_ROOM, alias core::ROOM, whose headers are included as "ROOM/header.h" by those who link it and by no one else.
function(latentbrush_library room)
  cmake_parse_arguments(ARG "TORCH;PRIVATE_TORCH" "" "SOURCES;USES;PRIVATELY_USES" ${ARGN})
  set(target core_${room})
  set(root ${CMAKE_BINARY_DIR}/include/${room})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${room} SYMBOLIC)
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(core::${room} ALIAS ${target})
  target_include_directories(${target} PUBLIC ${root})
  target_link_libraries(${target} PUBLIC ${ARG_USES} PRIVATE ${ARG_PRIVATELY_USES} latentbrush_warnings)
  if(ARG_TORCH)
    _latentbrush_use_torch(${target} PUBLIC)
  elseif(ARG_PRIVATE_TORCH)
    _latentbrush_use_torch(${target} PRIVATE)
  endif()
endfunction()

# latentbrush_program(NAME SOURCES file... USES target... [TORCH])
function(latentbrush_program name)
  cmake_parse_arguments(ARG "TORCH" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} latentbrush_warnings)
  # Installed beside lib/latentbrush, found from any prefix.
  set_target_properties(${name} PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}/latentbrush")
  if(ARG_TORCH)
    _latentbrush_use_torch(${name} PRIVATE)
  endif()
endfunction()

# latentbrush_test(NAME SOURCES file... USES target... [TORCH] [OWN_MAIN]): one GoogleTest program for a mirrored folder, one ctest entry.
function(latentbrush_test name)
  cmake_parse_arguments(ARG "TORCH;OWN_MAIN" "" "SOURCES;USES" ${ARGN})
  set(target ${name}_test)
  add_executable(${target} ${ARG_SOURCES})
  target_link_libraries(${target} PRIVATE ${ARG_USES} GTest::gtest GTest::gmock latentbrush_warnings)
  if(NOT ARG_OWN_MAIN)
    target_link_libraries(${target} PRIVATE GTest::gmock_main)
  endif()
  if(ARG_TORCH)
    _latentbrush_use_torch(${target} PRIVATE)
  endif()
  target_compile_definitions(
    ${target} PRIVATE LATENTBRUSH_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data" LATENTBRUSH_GOLDEN="${CMAKE_SOURCE_DIR}/tests/golden"
                      LATENTBRUSH_SOURCE="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${name} COMMAND ${target})
  set_tests_properties(${name} PROPERTIES TIMEOUT 600 ENVIRONMENT "OMP_NUM_THREADS=2;OMP_WAIT_POLICY=passive;QT_QPA_PLATFORM=offscreen")
endfunction()
