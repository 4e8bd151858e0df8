#include "base/hash.hpp"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

// The examples of FIPS 180-4 (NIST, "SHA256.pdf" and the long message of the SHA test suite).
TEST(hash_test, sha256_gives_the_fips_examples) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(hash_test, sha256_does_not_depend_on_the_cuts) {
  std::string text = "The quick brown fox jumps over the lazy dog, twice over sixty-four bytes.";
  for (size_t cut = 0; cut <= text.size(); ++cut) {
    Sha256 hash;
    hash.add(std::string_view(text).substr(0, cut));
    hash.add(std::string_view(text).substr(cut));
    Sha256 whole;
    whole.add(text);
    ASSERT_EQ(hash.finish(), whole.finish());
  }
}

TEST(hash_test, fields_are_kept_apart) {
  auto of = [](std::string_view a, std::string_view b) {
    Sha256 hash;
    hash.add_field(a);
    hash.add_field(b);
    return id_of_digest(hash.finish());
  };
  EXPECT_NE(of("ab", "c"), of("a", "bc"));
  EXPECT_NE(of("", "a"), of("a", ""));
  RowHash first;
  first.add("ab");
  first.add("c");
  RowHash second;
  second.add("a");
  second.add("bc");
  EXPECT_NE(first.finish(), second.finish());
}

TEST(hash_test, a_hash_can_be_moved) {
  Sha256 from;
  from.add("ab");
  Sha256 to = std::move(from);
  to.add("c");
  Sha256 whole;
  whole.add("abc");
  EXPECT_EQ(to.finish(), whole.finish());
}

TEST(hash_test, an_id_is_the_first_half_of_a_digest) {
  Sha256 hash;
  hash.add("abc");
  EXPECT_EQ(id_of_digest(hash.finish()).hex(), "ba7816bf8f01cfea414140de5dae2223");
}

// Stored ids depend on these values: they may never change.
TEST(hash_test, row_hash_is_pinned) {
  RowHash empty;
  EXPECT_EQ(empty.finish().hex(), "99aa06d3014798d86001c324468d497f");
  RowHash hash;
  hash.add("statements");
  hash.add(uint64_t{1} << 40);
  hash.add("");
  EXPECT_EQ(hash.finish().hex(), "aeb69457f39548b9ecf37c05c43cf4bb");
  EXPECT_EQ(spread("key"), 13540649951185429987u);
}

}  // namespace
}  // namespace hearsay
