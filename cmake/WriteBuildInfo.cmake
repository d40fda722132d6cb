# Writes OUTPUT with the commit the program is built from and, when the tree is dirty, the difference to it.
# Runs at every build; the file changes only when its content does.
execute_process(COMMAND git -C ${SOURCE_DIR} rev-parse HEAD OUTPUT_VARIABLE commit
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
set(diff "")
if(failed)
  set(commit "unknown")
else()
  execute_process(COMMAND git -C ${SOURCE_DIR} diff HEAD --no-color OUTPUT_FILE ${OUTPUT}.diff ERROR_QUIET)
  file(READ ${OUTPUT}.diff diff LIMIT 1000000 HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," diff "${diff}")
endif()
if(diff STREQUAL "")
  set(dirty false)
else()
  set(dirty true)
endif()
set(text "#include \"tools/runs/build_info.hpp\"

namespace entrepot::tools {

namespace {
const char diff_bytes[] = {${diff}'\\0'};
}

BuildInfo build_info() {
  return {\"${commit}\", ${dirty}, std::string(diff_bytes, sizeof(diff_bytes) - 1), \"${COMPILER}\", \"${FLAGS}\"};
}

}  // namespace entrepot::tools
")
set(old "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} old)
endif()
if(NOT old STREQUAL text)
  file(WRITE ${OUTPUT} "${text}")
endif()
