// Archive: the files in zip and tar archives, and streams packed with bzip2 or xz, by libarchive.
// Everything is read in one pass from a stream; nothing is written anywhere.
// Covered by ingest/archive/archive_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/byte_reader.hpp"
#include "document/resources.hpp"
#include "ingest/compression/compression.hpp"

namespace hearsay {

// Receives what is in an archive, in its order. Names are kept as the archive gives them (UTF-8
// where it says so), control characters written as \x0A; a file without a name is "member 3". `at`
// is the offset of the file's header in the archive.
class ArchiveVisitor {
 public:
  virtual ~ArchiveVisitor() = default;
  // A file. `bytes` lives until the call returns; what is not read is skipped. False ends the
  // visit.
  virtual bool visit(const std::string& name, uint64_t at, ByteReader& bytes) = 0;
  // A file that cannot be read, or with an empty name the archive itself, past this place.
  virtual void fail(const std::string& name, uint64_t at, std::string why) = 0;
  // Folders, links, devices, and the resource forks that macOS adds.
  virtual void pass_over() = 0;
};

// Zip and tar, not compressed as a whole. Encrypted files are failures. Archives are read front to
// back, so that of a torn one all files before the tear are given; the central directory of a zip
// is not used. Bounds: limits.members files; `expansion` counts each file as a member.
void read_archive(BufferedReader& packed, const Limits& limits, Expansion& expansion,
                  ArchiveVisitor& visitor);

// Undoes bzip2 or xz, whichever it is. All must live as long as the result.
std::unique_ptr<ByteReader> open_filtered(BufferedReader& packed, Expansion& expansion);

}  // namespace hearsay
