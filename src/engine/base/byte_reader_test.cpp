#include "base/byte_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace hearsay {
namespace {

// Gives its bytes in pieces of `most`, then an error if it was told to break.
class Drip : public ByteReader {
 public:
  explicit Drip(std::string bytes, size_t most = 1, bool breaks = false)
      : bytes_(std::move(bytes)), most_(most), breaks_(breaks) {}
  Result<size_t> read(std::span<char> into) override {
    size_t count = std::min({into.size(), most_, bytes_.size() - at_});
    if (count == 0 && breaks_ && !into.empty())
      return Error{ErrorKind::system, "the disk is gone", "", -1};
    std::memcpy(into.data(), bytes_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  size_t most_;
  bool breaks_;
  size_t at_ = 0;
};

std::string numbers(size_t size) {
  std::string out;
  while (out.size() < size) out += std::to_string(out.size()) + ",";
  return out.substr(0, size);
}

TEST(byte_reader_test, memory_ends_for_good) {
  MemoryReader reader("abc");
  char buffer[2];
  EXPECT_EQ(*reader.read(buffer), 2u);
  EXPECT_EQ(*reader.read(buffer), 1u);
  EXPECT_EQ(*reader.read(buffer), 0u);
  EXPECT_EQ(*reader.read(buffer), 0u);
}

TEST(byte_reader_test, peek_gathers_single_bytes) {
  Drip drip("hello world");
  BufferedReader reader(drip);
  EXPECT_EQ(reader.peek(5)->substr(0, 5), "hello");
  EXPECT_EQ(reader.at(), 0u);
  reader.consume(5);
  EXPECT_EQ(*reader.peek(1), " ");
  reader.consume(1);
  EXPECT_EQ(reader.at(), 6u);
  EXPECT_EQ(*reader.peek(100), "world");
  reader.consume(5);
  EXPECT_EQ(*reader.peek(1), "");
  EXPECT_EQ(reader.at(), 11u);
}

TEST(byte_reader_test, window_gives_the_stream_whatever_the_steps) {
  std::string bytes = numbers(300'000);
  for (size_t piece : {size_t{1}, size_t{7}, size_t{65536}, size_t{1} << 20}) {
    for (size_t step : {size_t{1000}, size_t{65536}, size_t{100'001}}) {
      Drip drip(bytes, piece);
      BufferedReader reader(drip);
      std::string got;
      while (true) {
        auto view = reader.peek(step);
        ASSERT_TRUE(view.ok());
        if (view->empty()) break;
        ASSERT_TRUE(view->size() >= step || got.size() + view->size() == bytes.size());
        size_t count = std::min(step, view->size());
        got += view->substr(0, count);
        reader.consume(count);
        ASSERT_EQ(reader.at(), got.size());
      }
      ASSERT_TRUE(got == bytes);
    }
  }
}

TEST(byte_reader_test, read_goes_on_where_peek_looked) {
  Drip drip("abcdef");
  BufferedReader reader(drip);
  ASSERT_TRUE(reader.peek(3).ok());
  reader.consume(1);
  auto rest = read_all(reader, 100);
  ASSERT_TRUE(rest.ok());
  EXPECT_EQ(rest->bytes, "bcdef");
  EXPECT_EQ(reader.at(), 6u);
}

TEST(byte_reader_test, read_all_cuts_at_the_limit) {
  for (size_t size :
       {size_t{0}, size_t{1}, size_t{99}, size_t{100}, size_t{101}, size_t{200'000}}) {
    Drip drip(numbers(size), 3);
    auto all = read_all(drip, 100);
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->bytes, numbers(std::min(size, size_t{100})));
    EXPECT_EQ(all->cut, size > 100);
  }
  Drip drip("abc");
  auto none = read_all(drip, 0);
  EXPECT_TRUE(none->bytes.empty());
  EXPECT_TRUE(none->cut);
}

TEST(byte_reader_test, errors_are_handed_on) {
  Drip drip("abc", 1, true);
  BufferedReader reader(drip);
  EXPECT_EQ(reader.peek(3)->size(), 3u);
  EXPECT_FALSE(reader.peek(4).ok());
  Drip again("abc", 1, true);
  auto all = read_all(again, 100);
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.error().message, "the disk is gone");
  Drip broken("", 1, true);
  BufferedReader buffered(broken);
  char buffer[4];
  EXPECT_FALSE(buffered.read(buffer).ok());
}

}  // namespace
}  // namespace hearsay
