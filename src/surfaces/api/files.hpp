// Files: from what a person types after `add` to opened byte streams. The only place of Hearsay
// that looks for input files. Covered by surfaces/api/files_test.cpp.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/byte_reader.hpp"
#include "base/result.hpp"
#include "document/source.hpp"

namespace hearsay {

// Calls `visit` with every file that the arguments name: a file itself, the files of a folder and
// its subfolders in byte order of their paths (links to folders are not followed), the matches of a
// pattern with * ? or [ in it when no file has that name, and "-" for standard input. What is not
// there, not readable or no file (a socket, a link to nothing) becomes a failure. Files that are
// one of `except`, under whatever name, are passed over. Paths are given as typed, tidied. Stops
// when `visit` returns false. Throws nothing but std::bad_alloc.
void find_files(const std::vector<std::string>& arguments, const std::vector<std::string>& except,
                const std::function<bool(const std::string& path)>& visit,
                const std::function<void(Failure)>& fail);

// A path without "./" and doubled slashes, as reports keep it.
std::string tidy_path(const std::string& path);

// A file, or standard input for "-". Reads only forward; does not map the file, so that one that
// shrinks while it is read is an early end and no crash. Once `stop` is set, reading fails, also
// where it waits for a pipe or terminal; `stop` must outlive the reader.
Result<std::unique_ptr<ByteReader>> open_file(const std::string& path,
                                              const std::atomic<bool>& stop);

// Size in bytes, or 0 where it has none (a pipe).
uint64_t file_size(const std::string& path);

}  // namespace hearsay
