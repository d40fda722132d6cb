# Manual page and completions: printed by the program itself, from the parser that also prints --help.
set(shell_files ${CMAKE_BINARY_DIR}/shell)
file(MAKE_DIRECTORY ${shell_files})
add_custom_command(TARGET entrepot POST_BUILD
  COMMAND entrepot describe --manual > ${shell_files}/entrepot.1
  COMMAND gzip -n -9 -f ${shell_files}/entrepot.1
  COMMAND entrepot completion bash > ${shell_files}/entrepot
  COMMAND entrepot completion zsh > ${shell_files}/_entrepot
  COMMAND entrepot completion fish > ${shell_files}/entrepot.fish
  VERBATIM)
install(FILES ${shell_files}/entrepot.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${shell_files}/entrepot DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${shell_files}/_entrepot DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${shell_files}/entrepot.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
