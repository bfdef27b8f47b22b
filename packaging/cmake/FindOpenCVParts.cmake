# Finds just the OpenCV modules the project uses, as Debian's libopencv-{core,imgproc,photo}-dev install them. The package that holds
# OpenCVConfig.cmake pulls in imgcodecs, and with it GDAL, GDCM and poppler.
find_path(OpenCVParts_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
set(_required OpenCVParts_INCLUDE_DIR)
foreach(part core imgproc photo)
  find_library(OpenCVParts_${part}_LIBRARY opencv_${part})
  list(APPEND _required OpenCVParts_${part}_LIBRARY)
  if(OpenCVParts_${part}_LIBRARY AND NOT TARGET OpenCV::${part})
    add_library(OpenCV::${part} SHARED IMPORTED)
    set_target_properties(
      OpenCV::${part} PROPERTIES IMPORTED_LOCATION ${OpenCVParts_${part}_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES
                                                                                  ${OpenCVParts_INCLUDE_DIR})
  endif()
endforeach()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCVParts REQUIRED_VARS ${_required})
