// See backup.hpp.
#include "store/sqlite/backup.hpp"

#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace hearsay {
namespace {

Error cannot(std::string what, const std::string& file, int code) {
  return {code == EEXIST ? ErrorKind::usage : ErrorKind::system,
          std::move(what) + std::generic_category().message(code) +
              (code == EEXIST ? "; name a file that is not there yet" : ""),
          file, -1};
}

Result<void> copy_pages(Database& from, Database& to) {
  sqlite3_backup* copying = sqlite3_backup_init(to.raw(), "main", from.raw(), "main");
  if (copying == nullptr) return to.error(sqlite3_extended_errcode(to.raw()));
  sqlite3_backup_step(copying, -1);
  int code = sqlite3_backup_finish(copying);
  if (code != SQLITE_OK) return to.error(code);
  // A copy is one file, whatever way of writing the original is in.
  return to.execute("PRAGMA journal_mode=DELETE");
}

// Gives the finished copy its name, unless somebody else took that meanwhile.
Result<void> give_name(const std::string& part, const std::string& file) {
  if (link(part.c_str(), file.c_str()) == 0) {
    unlink(part.c_str());
    return {};
  }
  int code = errno;
  bool no_links = code == EPERM || code == ENOTSUP || code == ENOSYS || code == EMLINK;
  if (no_links && access(file.c_str(), F_OK) != 0 && rename(part.c_str(), file.c_str()) == 0)
    return {};
  return cannot("cannot name the backup: ", file, code);
}

}  // namespace

Result<void> copy_database(Database& from, const std::string& file) {
  if (access(file.c_str(), F_OK) == 0) return cannot("cannot write the backup: ", file, EEXIST);
  std::string part = file + ".XXXXXX";
  int made = mkstemp(part.data());
  if (made < 0) return cannot("cannot write the backup: ", file, errno);
  close(made);
  Result<void> done;
  {
    Result<std::unique_ptr<Database>> to = Database::open(part, Database::Mode::create, 0);
    done = to ? copy_pages(from, **to) : Result<void>(to.error());
  }
  if (done) done = give_name(part, file);
  if (!done) unlink(part.c_str());
  return done;
}

}  // namespace hearsay
