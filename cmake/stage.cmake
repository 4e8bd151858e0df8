# add_part() and add_stage(): the folder that calls one becomes a library and, if it has any, brings
# its tests and fuzz targets. A stage also becomes a line of the generated registry.
#
#   add_part(NAME [USES part ...] [LIBS library ...] [EXCEPT file ...])
#   add_stage(NAME FUNCTION function [EXPLAIN function] [USES ...] [LIBS ...])
#
# The library is called part_NAME. NAME.hpp declares; every other .cpp file of the folder belongs to
# the library, except *_test.cpp (all tests of the engine, store and surfaces are linked into one
# program), *_fuzz.cpp and the files after EXCEPT. EXPLAIN names the function that explains a row of
# the stage's layer (document/explanation.hpp).

function(add_part name)
  cmake_parse_arguments(PART "" "" "USES;LIBS;EXCEPT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
  file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_fuzz.cpp)
  list(TRANSFORM PART_EXCEPT PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(REMOVE_ITEM sources ${tests} ${fuzzers} ${PART_EXCEPT})
  list(TRANSFORM PART_USES PREPEND part_)
  set(target part_${name})
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR}/src/engine)
  target_link_libraries(${target} ${scope} hearsay_options ${PART_USES} ${PART_LIBS})
  set_property(GLOBAL APPEND PROPERTY HEARSAY_TESTS ${tests})
  set_property(GLOBAL APPEND PROPERTY HEARSAY_PARTS ${target})
  foreach(fuzzer ${fuzzers})
    set_property(GLOBAL APPEND PROPERTY HEARSAY_FUZZERS "${fuzzer}|${target}")
  endforeach()
endfunction()

function(add_stage name)
  cmake_parse_arguments(STAGE "" "FUNCTION;EXPLAIN" "USES;LIBS" ${ARGN})
  add_part(${name} USES document ${STAGE_USES} LIBS ${STAGE_LIBS})
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src/engine ${CMAKE_CURRENT_SOURCE_DIR})
  set(functions "&hearsay::${STAGE_FUNCTION}")
  if(STAGE_EXPLAIN)
    string(APPEND functions ", &hearsay::${STAGE_EXPLAIN}")
  endif()
  set_property(GLOBAL APPEND PROPERTY HEARSAY_STAGES "${folder}|${name}|${functions}")
endfunction()

macro(add_folders)
  foreach(folder ${ARGN})
    add_subdirectory(${folder})
  endforeach()
endmacro()

# The files of models/ and knowledge/ that lie in the program, as add_blobs(FILE ...) names them.
function(add_blobs)
  foreach(file ${ARGN})
    file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${file})
    set_property(GLOBAL APPEND PROPERTY HEARSAY_BLOBS ${name})
  endforeach()
endfunction()

# Writes blobs.cpp with make_resources().
function(generate_blobs path)
  get_property(blobs GLOBAL PROPERTY HEARSAY_BLOBS)
  list(SORT blobs)
  set(data "")
  set(names "")
  set(body "")
  set(number 0)
  set(files "")
  foreach(blob ${blobs})
    set(symbol hearsay_blob_${number})
    string(APPEND data "asm(\".section .rodata\\n.balign 64\\n.hidden ${symbol}\\n.globl ${symbol}\\n${symbol}:\\n\"
    \".incbin \\\"${PROJECT_SOURCE_DIR}/${blob}\\\"\\n.hidden ${symbol}_end\\n.globl ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n")
    string(APPEND names "extern \"C\" const char ${symbol}[], ${symbol}_end[];\n")
    string(APPEND body "  resources.blobs[\"${blob}\"] = {${symbol}, static_cast<size_t>(${symbol}_end - ${symbol})};\n")
    list(APPEND files ${PROJECT_SOURCE_DIR}/${blob})
    math(EXPR number "${number} + 1")
  endforeach()
  file(GENERATE OUTPUT ${path} CONTENT
       "// Generated from models/ and knowledge/ by cmake/stage.cmake.
#include \"document/pipeline.hpp\"\n\n${data}${names}
hearsay::Resources hearsay::make_resources() {
  Resources resources;
${body}  return resources;
}\n")
  set_source_files_properties(${path} PROPERTIES OBJECT_DEPENDS "${files}")
endfunction()

# Writes registry.cpp with add_all_stages() and make_pipeline(), and makes the library `engine` of all parts so far.
function(generate_registry)
  get_property(stages GLOBAL PROPERTY HEARSAY_STAGES)
  get_property(parts GLOBAL PROPERTY HEARSAY_PARTS)
  set(includes "#include \"document/pipeline.hpp\"\n")
  set(body "")
  foreach(stage ${stages})
    string(REPLACE "|" ";" field ${stage})
    list(GET field 0 folder)
    list(GET field 1 name)
    list(GET field 2 functions)
    string(APPEND includes "#include \"${folder}/${name}.hpp\"\n")
    string(APPEND body "  pipeline.add<${functions}>(\"${folder}\");\n")
  endforeach()
  set(registry ${CMAKE_CURRENT_BINARY_DIR}/registry.cpp)
  file(GENERATE OUTPUT ${registry} CONTENT
       "// Generated from the stage folders by cmake/stage.cmake.
#include <cassert>\n\n${includes}
void hearsay::add_all_stages(hearsay::Pipeline& pipeline) {\n${body}}

hearsay::Pipeline hearsay::make_pipeline() {
  Pipeline pipeline;
  add_all_stages(pipeline);
  [[maybe_unused]] Result<void> sealed = pipeline.seal();
  assert(sealed.ok());
  return pipeline;
}\n")
  generate_blobs(${CMAKE_CURRENT_BINARY_DIR}/blobs.cpp)
  add_library(engine STATIC ${registry} ${CMAKE_CURRENT_BINARY_DIR}/blobs.cpp)
  target_link_libraries(engine PUBLIC ${parts})
endfunction()
