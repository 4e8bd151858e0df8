#include "document/source.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"

namespace hearsay {
namespace {

Source source() {
  Source out;
  out.bytes = "The mayor said no.";
  out.url = "https://example.org/a";
  out.publisher = "Example";
  out.external_id = "17";
  return out;
}

TEST(source_test, id_rests_on_bytes_url_publisher_and_external_id) {
  ReportId id = source().id();
  EXPECT_EQ(source().id(), id);
  for (auto change :
       {+[](Source& s) { s.bytes += " "; }, +[](Source& s) { s.url += "b"; },
        +[](Source& s) { s.publisher = ""; }, +[](Source& s) { s.external_id = ""; }}) {
    Source changed = source();
    change(changed);
    EXPECT_NE(changed.id(), id);
  }
}

TEST(source_test, id_does_not_rest_on_anything_else) {
  Source other = source();
  other.path = "elsewhere/a.txt";
  other.charset = "koi8-r";
  other.title = "No";
  other.published = "2018-05-21";
  other.authors = {"A. Writer"};
  other.fetched = "2020-01-01";
  other.problems.push_back({"cut", "cut", 3});
  EXPECT_EQ(other.id(), source().id());
}

TEST(source_test, fields_do_not_run_into_each_other) {
  Source first = source();
  first.url = "ab";
  first.publisher = "c";
  Source second = source();
  second.url = "a";
  second.publisher = "bc";
  EXPECT_NE(first.id(), second.id());
  std::swap(second.url, second.publisher);
  EXPECT_NE(first.id(), second.id());
}

TEST(source_test, a_cut_source_has_the_id_of_the_whole) {
  Source cut = source();
  Sha256 whole;
  whole.add(cut.bytes);
  cut.full_digest = whole.finish();
  cut.bytes = cut.bytes.substr(0, 5);
  EXPECT_EQ(cut.id(), source().id());
}

// Stored ids: these values may never change.
TEST(source_test, ids_are_pinned) {
  EXPECT_EQ(source().id().hex(), "16bcf9460c0e71b5cc074b77bfa3eb72");
  EXPECT_EQ(Source().id().hex(), "cd609b79e8dfe93a151cc0d1af8c63be");
}

TEST(source_test, what_is_kept_depends_on_what_is_said) {
  Source plain = source();
  plain.fetched = "";
  Source early = plain;
  early.fetched = "2019-05-06T10:00:00Z";
  Source late = plain;
  late.fetched = "2019-05-07T10:00:00Z";
  late.title = "A title";
  Source cut = early;
  cut.full_digest = "x";
  Source troubled = early;
  troubled.problems.push_back({"truncated", "it ends early", 5});
  EXPECT_TRUE(is_kept_over(early, late));
  EXPECT_TRUE(is_kept_over(late, plain));
  EXPECT_TRUE(is_kept_over(plain, cut));
  EXPECT_TRUE(is_kept_over(early, troubled));
  for (const Source& one : {plain, early, late, cut, troubled}) {
    EXPECT_FALSE(is_kept_over(one, one));
    for (const Source& other : {plain, early, late, cut, troubled})
      EXPECT_FALSE(is_kept_over(one, other) && is_kept_over(other, one));
  }
  Source elsewhere = early;
  elsewhere.path = "a";
  EXPECT_FALSE(is_kept_over(elsewhere, early) || is_kept_over(early, elsewhere));
}

TEST(source_test, formats_have_names) {
  EXPECT_EQ(names_of(Format::text)[static_cast<size_t>(Format::text)], "text");
  EXPECT_EQ(names_of(Format::html)[static_cast<size_t>(Format::html)], "html");
}

}  // namespace
}  // namespace hearsay
