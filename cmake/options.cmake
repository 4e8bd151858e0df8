# Warnings are errors with the compilers of Debian 12, which every change is built with; what newer
# ones find more must not keep anybody from building.
set(known_compiler OFF)
if((CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13) OR
   (CMAKE_CXX_COMPILER_ID STREQUAL Clang AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15))
  set(known_compiler ON)
endif()
option(HEARSAY_WERROR "Treat warnings as errors" ${known_compiler})

# hearsay_options: how every target is compiled.
add_library(hearsay_options INTERFACE)
target_compile_features(hearsay_options INTERFACE cxx_std_20)
# One meaning of floating point on every machine: no fused operations, no fast-math.
target_compile_options(hearsay_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-missing-field-initializers
  $<$<BOOL:${HEARSAY_WERROR}>:-Werror>
  -ffp-contract=off -fvisibility=hidden
  # GCC 12 warns of impossible overlaps inside std::string (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

set(HEARSAY_SANITIZE "" CACHE STRING "Sanitizers, separated by commas: address,undefined or thread")
option(HEARSAY_FUZZ "Build libFuzzer targets (clang only)" OFF)
if(HEARSAY_SANITIZE)
  target_compile_options(hearsay_options INTERFACE
    -fsanitize=${HEARSAY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(hearsay_options INTERFACE -fsanitize=${HEARSAY_SANITIZE})
  target_compile_definitions(hearsay_options INTERFACE HEARSAY_SANITIZED=1)
endif()
if(HEARSAY_FUZZ)
  target_compile_options(hearsay_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
