// See files.hpp.
#include "surfaces/api/files.hpp"

#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>

namespace hearsay {
namespace {

namespace fs = std::filesystem;

constexpr int kLookMs = 100;  // how often a waiting read looks whether to stop

Error refused(const std::string& path, int64_t at = -1) {
  return {ErrorKind::system, std::generic_category().message(errno), path, at};
}

class FileReader : public ByteReader {
 public:
  FileReader(int descriptor, std::string path, const std::atomic<bool>& stop)
      : descriptor_(descriptor), path_(std::move(path)), stop_(stop) {}
  ~FileReader() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  Result<size_t> read(std::span<char> into) override {
    while (!stop_) {
      pollfd ready{descriptor_, POLLIN, 0};
      if (::poll(&ready, 1, kLookMs) == 0) continue;
      ssize_t got = ::read(descriptor_, into.data(), into.size());
      if (got >= 0) {
        at_ += got;
        return static_cast<size_t>(got);
      }
      if (errno != EINTR && errno != EAGAIN) return refused(path_, at_);
    }
    return Error{ErrorKind::system, "interrupted", path_, at_};
  }

 private:
  int descriptor_;
  std::string path_;
  const std::atomic<bool>& stop_;
  int64_t at_ = 0;
};

// Which file it is, whatever its name; nothing if it is not there.
using FileKey = std::pair<dev_t, ino_t>;
std::optional<FileKey> key_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileKey{status.st_dev, status.st_ino};
}

class Finder {
 public:
  Finder(const std::vector<std::string>& except,
         const std::function<bool(const std::string&)>& visit,
         const std::function<void(Failure)>& fail)
      : visit_(visit), fail_(fail) {
    for (const std::string& path : except)
      if (auto key = key_of(path)) except_.insert(*key);
  }

  bool find(const std::string& path, bool may_be_pattern) {
    if (path == "-") return visit_(path);
    std::error_code error;
    fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return find_missing(path, may_be_pattern);
    if (status.type() == fs::file_type::none) return failed(path, error.message());
    if (fs::is_directory(status)) return find_in_folder(path);
    if (!fs::is_regular_file(status) && !fs::is_fifo(status) && !fs::is_character_file(status))
      return failed(path, "is neither a file nor a folder");
    return visit(tidy_path(path));
  }

 private:
  bool failed(const std::string& path, std::string reason) {
    fail_({path, -1, std::move(reason)});
    return true;
  }

  bool visit(const std::string& file) {
    if (!except_.empty())
      if (auto key = key_of(file); key && except_.contains(*key)) return true;
    return visit_(file);
  }

  bool find_in_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::vector<std::string> folders = {folder};
    size_t failures = 0;
    while (!folders.empty()) {
      std::string next = std::move(folders.back());
      folders.pop_back();
      failures += list_folder(next, files, folders);
    }
    if (files.empty() && failures == 0) return failed(folder, "the folder holds no files");
    std::sort(files.begin(), files.end());
    return std::all_of(files.begin(), files.end(),
                       [this](const std::string& file) { return visit(file); });
  }

  // The number of things in it that cannot be read, each of which is told.
  size_t list_folder(const std::string& folder, std::vector<std::string>& files,
                     std::vector<std::string>& folders) {
    size_t failures = 0;
    auto note = [&](const std::string& path, std::string reason) {
      ++failures;
      failed(path, std::move(reason));
    };
    std::error_code error;
    fs::directory_iterator walk(folder, error);
    for (fs::directory_iterator end; !error && walk != end; walk.increment(error)) {
      const std::string path = tidy_path(walk->path().string());
      std::error_code wrong;
      bool link = walk->is_symlink(wrong);
      fs::file_type type = walk->status(wrong).type();
      if (type == fs::file_type::regular)
        files.push_back(path);
      else if (type == fs::file_type::directory && !link)
        folders.push_back(path);
      else if (type == fs::file_type::not_found)
        note(path, "is a link to nothing");
      else if (type == fs::file_type::none)
        note(path, wrong.message());
      else if (type != fs::file_type::directory)
        note(path, "is neither a file nor a folder");
    }
    if (error) note(folder, "cannot read the folder: " + error.message());
    return failures;
  }

  bool find_missing(const std::string& path, bool may_be_pattern) {
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(path, error)))
      return failed(path, "is a link to nothing");
    if (!may_be_pattern || path.find_first_of("*?[") == std::string::npos)
      return failed(path, "there is no such file or folder");
    glob_t found{};
    int result = ::glob(path.c_str(), 0, nullptr, &found);
    std::vector<std::string> paths(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    if (result != 0 || paths.empty()) return failed(path, "no file matches the pattern");
    std::sort(paths.begin(), paths.end());
    return std::all_of(paths.begin(), paths.end(), [this](const std::string& match) {
      return find(match == "-" ? "./-" : match, false);
    });
  }

  std::set<FileKey> except_;
  const std::function<bool(const std::string&)>& visit_;
  const std::function<void(Failure)>& fail_;
};

}  // namespace

void find_files(const std::vector<std::string>& arguments, const std::vector<std::string>& except,
                const std::function<bool(const std::string&)>& visit,
                const std::function<void(Failure)>& fail) {
  Finder finder(except, visit, fail);
  for (const std::string& argument : arguments)
    if (!finder.find(argument, true)) return;
}

std::string tidy_path(const std::string& path) {
  std::string out = fs::path(path).lexically_normal().string();
  if (out == "-" && path != "-") return "./-";  // a file of that name, not standard input
  return out.empty() ? path : out;
}

Result<std::unique_ptr<ByteReader>> open_file(const std::string& path,
                                              const std::atomic<bool>& stop) {
  int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return refused(path);
  return std::unique_ptr<ByteReader>(std::make_unique<FileReader>(descriptor, path, stop));
}

uint64_t file_size(const std::string& path) {
  std::error_code error;
  uint64_t size = path == "-" ? 0 : fs::file_size(path, error);
  return error ? 0 : size;
}

}  // namespace hearsay
