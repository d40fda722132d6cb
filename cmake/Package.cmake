# What an installation holds beside the program and its data, how it is taken away again, and the Debian package:
#   cmake --build build/release && (cd build/release && cpack -G DEB)

install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES README.md CHANGELOG.md THIRD-PARTY.md CITATION.cff SECURITY.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

add_custom_target(uninstall COMMAND ${CMAKE_COMMAND} -DMANIFEST=${CMAKE_BINARY_DIR}/install_manifest.txt
                                    -P ${CMAKE_SOURCE_DIR}/cmake/Uninstall.cmake)

set(CPACK_PACKAGE_NAME entrepot)
set(CPACK_PACKAGE_VENDOR "The entrepot authors")
set(CPACK_PACKAGE_CONTACT "The entrepot authors <maintainers@entrepot.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulator of supply chains under tariffs and controls")
set(CPACK_PACKAGE_DESCRIPTION "entrepot lays up to 5,000,000 firms over an inter-country input-output table and follows, month by
month, who sells to whom and by which route under dated policies: tariffs, export controls, subsidies,
agreements. Results are tables, an HDF5 file, and a report that needs no network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "xdg-utils")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "python3-h5py, r-bioc-rhdf5, netcdf-bin")
set(CPACK_GENERATOR DEB)
include(CPack)
