# Flags and the one-library-per-folder helper.

set(ENTREPOT_FLAGS
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Werror
    -ffp-contract=off -fno-math-errno -fno-trapping-math -march=${ENTREPOT_MARCH})
if(ENTREPOT_SANITIZE)
  list(APPEND ENTREPOT_FLAGS -fsanitize=${ENTREPOT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ENTREPOT_SANITIZE})
endif()

# What nearly every file sees by way of sim/core/parallel.hpp and the containers of the state.
set(ENTREPOT_COMMON_HEADERS <algorithm> <array> <functional> <map> <memory> <optional> <span> <string> <vector>
    <tbb/blocked_range.h> <tbb/global_control.h> <tbb/parallel_for.h> <tbb/task_arena.h>)

# entrepot_library(name DIR folder LINK libs...): a static library of every .cpp in and below the
# folder (an interface library while it holds headers only).
function(entrepot_library name)
  cmake_parse_arguments(ARG "" "DIR" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${ARG_DIR}/*.cpp)
  set(links)
  foreach(lib ${ARG_LINK})
    if(TARGET entrepot_${lib})
      list(APPEND links entrepot_${lib})
    else()
      list(APPEND links ${lib})
    endif()
  endforeach()
  if(sources)
    add_library(entrepot_${name} STATIC ${sources})
    target_compile_options(entrepot_${name} PRIVATE ${ENTREPOT_FLAGS})
    target_include_directories(entrepot_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(entrepot_${name} PUBLIC ${links})
  else()
    add_library(entrepot_${name} INTERFACE)
    target_include_directories(entrepot_${name} INTERFACE ${CMAKE_SOURCE_DIR})
    target_link_libraries(entrepot_${name} INTERFACE ${links})
  endif()
endfunction()

# entrepot_cold(target): tests, and code that runs once per command. Under sanitizers, optimising it costs more than
# running it, and without the checks of every pointer's use (the address sanitizer sees a null one too) it compiles in
# three quarters of the time.
function(entrepot_cold target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1> $<$<CONFIG:Debug>:-O0>)
  if(ENTREPOT_SANITIZE MATCHES "undefined")
    target_compile_options(${target} PRIVATE -fno-sanitize=null,object-size,vptr,alignment)
  endif()
endfunction()

# entrepot_plain_when_checked(target): fast in a release; not optimised in a debug build, whose compile time is what counts.
function(entrepot_plain_when_checked target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
endfunction()
