# What `cmake --install` places and the Debian package holds: the binary, the man page and the shell
# completions that the binary writes itself, sample pages, licence and notices. `script/package` makes
# the package.
include(GNUInstallDirs)
if(NOT TARGET hearsay)
  return()
endif()
set_target_properties(hearsay PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
install(TARGETS hearsay RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# hearsay_writes(FILE ARGUMENT...): at installation, FILE becomes what `hearsay ARGUMENT...` prints.
set(HEARSAY_WRITTEN ${PROJECT_BINARY_DIR}/written)
function(hearsay_writes file)
  install(CODE "
    file(MAKE_DIRECTORY \"${HEARSAY_WRITTEN}\")
    execute_process(COMMAND \"$<TARGET_FILE:hearsay>\" ${ARGN}
                    OUTPUT_FILE \"${HEARSAY_WRITTEN}/${file}\" RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
      message(FATAL_ERROR \"hearsay ${ARGN}: \${status}\")
    endif()")
endfunction()
hearsay_writes(hearsay.1 man)
hearsay_writes(hearsay.bash completion bash)
hearsay_writes(hearsay.zsh completion zsh)
hearsay_writes(hearsay.fish completion fish)
find_program(GZIP gzip REQUIRED)
install(CODE "execute_process(COMMAND \"${GZIP}\" -9nf \"${HEARSAY_WRITTEN}/hearsay.1\"
                              COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${HEARSAY_WRITTEN}/hearsay.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${HEARSAY_WRITTEN}/hearsay.bash RENAME hearsay
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${HEARSAY_WRITTEN}/hearsay.zsh RENAME _hearsay
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${HEARSAY_WRITTEN}/hearsay.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# The pages that `hearsay demo` reads.
install(DIRECTORY samples/open/pile DESTINATION ${CMAKE_INSTALL_DATADIR}/hearsay/samples/open)
# Debian looks for the licence under this name.
install(FILES LICENSE RENAME copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES NOTICE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hearsay)
set(CPACK_PACKAGE_CONTACT "Hearsay maintainers <maintainers@hearsay.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "the record behind the news")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Reads news reports and reconstructs what lies behind them.
Who said what according to whom, which reports are copies of which, and where
accounts disagree; every value leads back to the characters of its source.")
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_VERBATIM_VARIABLES ON)
include(CPack)
