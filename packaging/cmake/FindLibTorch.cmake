# Finds LibTorch as the PyPI wheel lays it out (lib/, include/), or a LibTorch zip named by CMAKE_PREFIX_PATH, and defines
# LibTorch::torch: libtorch_cpu and libc10 alone. The wheel's own TorchConfig.cmake would demand nvcc; CUDA is a run-time matter here.
set(_hints ${CMAKE_SOURCE_DIR}/build/deps/libtorch)
find_path(LibTorch_INCLUDE_DIR torch/csrc/jit/api/module.h HINTS ${_hints} PATH_SUFFIXES include)
find_library(LibTorch_CPU_LIBRARY torch_cpu HINTS ${_hints} PATH_SUFFIXES lib)
find_library(LibTorch_C10_LIBRARY c10 HINTS ${_hints} PATH_SUFFIXES lib)
if(LibTorch_INCLUDE_DIR)
  file(STRINGS ${LibTorch_INCLUDE_DIR}/torch/headeronly/version.h _parts REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
  string(REGEX MATCHALL "[0-9]+" _parts "${_parts}")
  list(JOIN _parts "." LibTorch_VERSION)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR
  VERSION_VAR LibTorch_VERSION)
if(LibTorch_FOUND AND NOT TARGET LibTorch::torch)
  get_filename_component(LibTorch_LIBRARY_DIR ${LibTorch_CPU_LIBRARY} DIRECTORY)
  add_library(LibTorch::c10 SHARED IMPORTED)
  set_target_properties(LibTorch::c10 PROPERTIES IMPORTED_LOCATION ${LibTorch_C10_LIBRARY})
  add_library(LibTorch::torch SHARED IMPORTED)
  set_target_properties(
    LibTorch::torch
    PROPERTIES IMPORTED_LOCATION ${LibTorch_CPU_LIBRARY}
               INTERFACE_INCLUDE_DIRECTORIES "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
               INTERFACE_LINK_LIBRARIES LibTorch::c10
               # Its own needs (CUDA runtime, CUPTI) lie beside it and are found through its RUNPATH.
               INTERFACE_LINK_OPTIONS "LINKER:--allow-shlib-undefined;LINKER:-rpath-link,${LibTorch_LIBRARY_DIR}")
endif()
