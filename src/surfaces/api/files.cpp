// See files.hpp.
#include "surfaces/api/files.hpp"

#include <fcntl.h>
#include <glob.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace hearsay {
namespace {

namespace fs = std::filesystem;

class FileReader : public ByteReader {
 public:
  FileReader(int descriptor, std::string path, bool close)
      : descriptor_(descriptor), path_(std::move(path)), close_(close) {}
  ~FileReader() override {
    if (close_) ::close(descriptor_);
  }
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  Result<size_t> read(std::span<char> into) override {
    while (true) {
      ssize_t got = ::read(descriptor_, into.data(), into.size());
      if (got >= 0) {
        at_ += got;
        return static_cast<size_t>(got);
      }
      if (errno == EINTR) continue;
      return Error{ErrorKind::system, std::generic_category().message(errno), path_, at_};
    }
  }

 private:
  int descriptor_;
  std::string path_;
  bool close_;
  int64_t at_ = 0;
};

// As typed, but without what a shell's completion or a careless join leaves behind.
std::string tidy(const std::string& path) {
  std::string out = fs::path(path).lexically_normal().string();
  return out.empty() ? path : out;
}

bool same_file(const std::string& path, const std::vector<std::string>& others) {
  return std::any_of(others.begin(), others.end(), [&path](const std::string& other) {
    std::error_code error;
    return fs::equivalent(path, other, error) && !error;
  });
}

class Finder {
 public:
  Finder(const std::vector<std::string>& except,
         const std::function<bool(const std::string&)>& visit,
         const std::function<void(Failure)>& fail)
      : except_(except), visit_(visit), fail_(fail) {}

  bool find(const std::string& path) {
    if (path == "-") return visit_(path);
    std::error_code error;
    fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) return find_pattern(path);
    if (error) return failed(path, error.message());
    if (fs::is_directory(status)) return find_in_folder(path);
    if (!fs::is_regular_file(status) && !fs::is_fifo(status) && !fs::is_character_file(status))
      return failed(path, "is neither a file nor a folder");
    return visit_(tidy(path));
  }

 private:
  bool failed(const std::string& path, std::string reason) {
    fail_({path, -1, std::move(reason)});
    return true;
  }

  bool find_in_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, error);
    if (error) return failed(folder, "cannot read the folder: " + error.message());
    for (fs::recursive_directory_iterator end; walk != end; walk.increment(error)) {
      if (error) break;
      std::error_code ignored;
      if (walk->is_regular_file(ignored)) files.push_back(tidy(walk->path().string()));
    }
    if (error) failed(folder, "cannot read all of the folder: " + error.message());
    if (files.empty()) return failed(folder, "the folder holds no files");
    std::sort(files.begin(), files.end());
    return std::all_of(files.begin(), files.end(), [this](const std::string& file) {
      return same_file(file, except_) || visit_(file);
    });
  }

  bool find_pattern(const std::string& pattern) {
    if (pattern.find_first_of("*?[") == std::string::npos)
      return failed(pattern, "there is no such file or folder");
    glob_t found{};
    int result = ::glob(pattern.c_str(), 0, nullptr, &found);
    std::vector<std::string> paths(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    if (result != 0 || paths.empty()) return failed(pattern, "no file matches the pattern");
    std::sort(paths.begin(), paths.end());
    return std::all_of(paths.begin(), paths.end(),
                       [this](const std::string& path) { return find(path); });
  }

  const std::vector<std::string>& except_;
  const std::function<bool(const std::string&)>& visit_;
  const std::function<void(Failure)>& fail_;
};

}  // namespace

void find_files(const std::vector<std::string>& arguments, const std::vector<std::string>& except,
                const std::function<bool(const std::string&)>& visit,
                const std::function<void(Failure)>& fail) {
  Finder finder(except, visit, fail);
  for (const std::string& argument : arguments)
    if (!finder.find(argument)) return;
}

Result<std::unique_ptr<ByteReader>> open_file(const std::string& path) {
  if (path == "-")
    return std::unique_ptr<ByteReader>(std::make_unique<FileReader>(STDIN_FILENO, "-", false));
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return Error{ErrorKind::system, std::generic_category().message(errno), path, -1};
  return std::unique_ptr<ByteReader>(std::make_unique<FileReader>(descriptor, path, true));
}

uint64_t file_size(const std::string& path) {
  std::error_code error;
  uint64_t size = path == "-" ? 0 : fs::file_size(path, error);
  return error ? 0 : size;
}

}  // namespace hearsay
