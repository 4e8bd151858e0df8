// Result<T>: a value or an Error, for every border where something foreign can be wrong.
// Programmer errors are assertions; nothing here throws. Covered by base/result_test.cpp.
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace hearsay {

// Five kinds, told apart by who can do something about it.
enum class ErrorKind : uint8_t {
  usage,        // the caller asked for something that makes no sense: change the call
  missing,      // what was named is not there
  damaged,      // foreign bytes are broken: the input or the file must be mended or left out
  unsupported,  // sound, but not for this version or build
  system,       // the operating system refused: disk full, no permission, locked
};

// What went wrong, where, and what to do about it. `message` is one sentence without a final stop.
struct Error {
  ErrorKind kind = ErrorKind::damaged;
  std::string message;
  std::string path;     // the file or input it happened in, empty if none
  int64_t offset = -1;  // byte offset in `path`, -1 if none

  // "path:offset: message", leaving out what is not known.
  std::string text() const {
    std::string where = path;
    if (offset >= 0) where += (where.empty() ? "offset " : ":") + std::to_string(offset);
    return where.empty() ? message : where + ": " + message;
  }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Value access asserts ok(); error access asserts !ok().
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& value() {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const {
    assert(!ok_);
    return error_;
  }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace hearsay
