#include "document/pipeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace hearsay {
namespace {

// Stages over a toy language: words are runs of anything but spaces.
struct Words {
  static constexpr LayerName kLayer{"words", 1, "Words."};
  std::vector<Span> span;
  Problems problems;
  static constexpr auto columns() { return std::tuple{column("span", &Words::span, "a word")}; }
};
struct NewWords {
  static constexpr LayerName kLayer{"words", 2, "Words, found otherwise."};
  std::vector<Span> span;
  static constexpr auto columns() { return std::tuple{column("span", &NewWords::span, "a word")}; }
};
struct Lengths {
  static constexpr LayerName kLayer{"lengths", 1, "How long words are."};
  std::vector<uint32_t> length;
  static constexpr auto columns() {
    return std::tuple{column("length", &Lengths::length, "bytes")};
  }
};
struct Totals {
  static constexpr LayerName kLayer{"totals", 1, "Sums over all reports."};
  static constexpr Scope kScope = Scope::collection;
  std::vector<uint64_t> words;
  static constexpr auto columns() { return std::tuple{column("words", &Totals::words, "words")}; }
};

Words find_words(const Source& source) {
  Words out;
  uint32_t begin = 0;
  for (uint32_t at = 0; at <= source.bytes.size(); ++at) {
    if (at < source.bytes.size() && source.bytes[at] != ' ') continue;
    if (at > begin) out.span.push_back({begin, at});
    begin = at + 1;
  }
  for (Span span : out.span)
    if (source.bytes[span.begin] == '?') out.problems.push_back({"odd", "odd word", span.begin});
  return out;
}
Words find_words_again(const Source& source) {
  return find_words(source);
}
NewWords find_new_words(const Source&) {
  return {};
}
Lengths measure(const Words& words) {
  Lengths out;
  for (Span span : words.span) out.length.push_back(span.size());
  return out;
}
Words from_lengths(const Lengths&) {
  return {};
}
Lengths from_totals(const Words&, const Totals&) {
  return {};
}
Explanation explain_length(const Words& words, size_t row) {
  return {.summary = "counted " + std::to_string(words.span[row].size())};
}
Totals add_up(const Across<Words, Lengths>& reports) {
  Totals out;
  reports.each([&](const ReportId&, const Words& words, const Lengths&) {
    out.words.push_back(words.span.size());
  });
  return out;
}
Amendments amend_by_totals(const Totals& totals, const Across<Words>& reports) {
  Amendments out;
  reports.each([&](const ReportId& id, const Words&) {
    out.target.emplace_back(id);
    out.field.push_back("words");
    out.value.push_back(std::to_string(totals.words.size()));
    out.why.push_back("counted");
    out.evidence.push_back({});
  });
  return out;
}
Amendments amend_more(const Across<Words>&) {
  return {};
}

// Reports in memory. `broken` makes it fail after the first one.
class Memory : public Collection {
 public:
  explicit Memory(std::vector<const Document*> documents, bool broken = false)
      : documents_(std::move(documents)), broken_(broken) {
    std::sort(documents_.begin(), documents_.end(),
              [](auto* a, auto* b) { return a->id() < b->id(); });
  }
  Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const override {
    for (const Document* document : documents_) {
      std::vector<std::shared_ptr<const void>> values;
      for (const Wanted& one : wanted) {
        const void* value = document->find(one.key);
        if (value != nullptr)
          values.emplace_back(std::shared_ptr<const void>(), value);
        else
          values.push_back(one.layer->make());
      }
      visitor(document->id(), values);
      if (broken_) return Error{ErrorKind::system, "the disk is gone", "", -1};
    }
    return {};
  }

 private:
  std::vector<const Document*> documents_;
  bool broken_;
};

Document document(std::string bytes) {
  Source source;
  source.bytes = std::move(bytes);
  return Document(std::move(source));
}

Pipeline toy() {
  Pipeline pipeline;
  pipeline.add<&amend_by_totals>("z/amend");
  pipeline.add<&measure>("a/measure");
  pipeline.add<&add_up>("c/totals");
  pipeline.add<&find_words>("b/words");
  return pipeline;
}

std::string order(const Pipeline& pipeline) {
  std::string out;
  for (const Pipeline::Stage& stage : pipeline.stages()) out += stage.name + " ";
  return out;
}

std::string seal_error(Pipeline pipeline) {
  Result<void> sealed = pipeline.seal();
  return sealed.ok() ? "" : sealed.error().message;
}

TEST(pipeline_test, stages_stand_in_order_of_need_reduces_last) {
  Pipeline pipeline = toy();
  ASSERT_TRUE(pipeline.seal().ok());
  EXPECT_EQ(order(pipeline), "b/words a/measure c/totals z/amend ");
  EXPECT_EQ(pipeline.find("lengths")->name, "a/measure");
  EXPECT_EQ(pipeline.find("nothing"), nullptr);
}

TEST(pipeline_test, map_stages_fill_a_document) {
  Pipeline pipeline = toy();
  ASSERT_TRUE(pipeline.seal().ok());
  Document one = document("the mayor said");
  pipeline.analyse(one, {});
  EXPECT_EQ(one.get<Lengths>().length, (std::vector<uint32_t>{3, 5, 4}));
  EXPECT_EQ(one.find<Totals>(), nullptr);
}

// A value that only other stages need, with a problem.
struct Rough {
  static constexpr std::string_view kValueName = "rough";
  static constexpr bool kWorking = true;
  size_t size = 0;
  Problems problems;
};
Rough roughly(const Source& source) {
  return {source.bytes.size(), {{"rough", "it is rough", 0}}};
}

TEST(pipeline_test, a_finished_report_keeps_layers_and_problems_alone) {
  Pipeline pipeline;
  pipeline.add<&roughly>("a/rough");
  pipeline.add<&find_words>("b/words");
  ASSERT_TRUE(pipeline.seal().ok());
  Source source;
  source.bytes = "one ?two";
  Document document(std::move(source));
  Resources resources;
  pipeline.analyse(document, resources);
  Problems before = pipeline.problems(document, resources);
  ASSERT_EQ(before.size(), 2U);
  ASSERT_NE(document.find<Rough>(), nullptr);
  pipeline.finish(document, resources);
  EXPECT_EQ(document.find<Rough>(), nullptr);
  EXPECT_EQ(document.get<Words>().span.size(), 2U);
  EXPECT_EQ(pipeline.problems(document, resources), before);
  pipeline.finish(document, resources);
  EXPECT_EQ(pipeline.problems(document, resources), before);
}

TEST(pipeline_test, a_stage_explains_its_rows_from_its_own_inputs) {
  Pipeline pipeline;
  pipeline.add<&find_words>("a/words");
  pipeline.add<&measure, &explain_length>("b/measure");
  ASSERT_TRUE(pipeline.seal().ok());
  Document one = document("the mayor said");
  pipeline.analyse(one, {});
  EXPECT_EQ(pipeline.find("lengths")->explain(one, {}, 1).summary, "counted 5");
  EXPECT_EQ(pipeline.find("words")->explain, nullptr);
}

TEST(pipeline_test, refuses_an_input_nobody_writes) {
  Pipeline pipeline;
  pipeline.add<&measure>("a/measure");
  std::string message = seal_error(std::move(pipeline));
  EXPECT_NE(message.find("a/measure waits for words"), std::string::npos) << message;
}

TEST(pipeline_test, refuses_a_cycle) {
  Pipeline pipeline;
  pipeline.add<&measure>("a/measure");
  pipeline.add<&from_lengths>("b/words");
  std::string message = seal_error(std::move(pipeline));
  EXPECT_NE(message.find("a/measure waits for words"), std::string::npos) << message;
  EXPECT_NE(message.find("b/words waits for lengths"), std::string::npos) << message;
}

TEST(pipeline_test, refuses_two_writers_but_of_amendments) {
  Pipeline pipeline;
  pipeline.add<&find_words>("a/words");
  pipeline.add<&find_words_again>("b/words");
  std::string message = seal_error(std::move(pipeline));
  EXPECT_NE(message.find("stage b/words writes words"), std::string::npos) << message;
  Pipeline amending = toy();
  amending.add<&amend_more>("y/amend");
  EXPECT_EQ(seal_error(std::move(amending)), "");
}

TEST(pipeline_test, refuses_a_map_stage_that_reads_a_reduce_stage) {
  Pipeline pipeline;
  pipeline.add<&find_words>("a/words");
  pipeline.add<&from_totals>("b/lengths");
  pipeline.add<&add_up>("c/totals");
  std::string message = seal_error(std::move(pipeline));
  EXPECT_NE(message.find("b/lengths waits for totals"), std::string::npos) << message;
}

TEST(pipeline_test, reduce_stages_see_all_reports_in_any_order_of_arrival) {
  Pipeline pipeline = toy();
  ASSERT_TRUE(pipeline.seal().ok());
  Document one = document("the mayor said");
  Document two = document("no");
  Document three = document("");
  for (Document* each : {&one, &two, &three}) pipeline.analyse(*each, {});
  std::vector<uint64_t> expected;
  for (const auto& documents : {std::vector<const Document*>{&one, &two, &three}, {&three, &one, &two}}) {
    Memory memory(documents);
    Pipeline::Tables tables{memory, {}};
    for (const Pipeline::Stage& stage : pipeline.stages()) {
      if (!stage.reduces) continue;
      auto made = stage.reduce(tables, {});
      ASSERT_TRUE(made.ok());
      tables.made.emplace_back(stage.output.key, *made);
    }
    ASSERT_EQ(tables.made.size(), 2u);
    const auto& totals = *static_cast<const Totals*>(tables.made[0].second.get());
    if (expected.empty()) expected = totals.words;
    EXPECT_EQ(totals.words, expected);
    EXPECT_EQ(totals.words.size(), 3u);
    const auto& amended = *static_cast<const Amendments*>(tables.made[1].second.get());
    EXPECT_EQ(amended.value[0], "3");
    EXPECT_TRUE(std::is_sorted(amended.target.begin(), amended.target.end()));
  }
}

TEST(pipeline_test, a_failing_store_ends_a_reduce_stage_with_its_error) {
  Pipeline pipeline = toy();
  ASSERT_TRUE(pipeline.seal().ok());
  Document one = document("a");
  Document two = document("b");
  Memory memory({&one, &two}, true);
  auto made = pipeline.find("totals")->reduce({memory, {}}, {});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().message, "the disk is gone");
}

TEST(pipeline_test, problems_are_listed_up_to_the_limit) {
  Pipeline pipeline = toy();
  ASSERT_TRUE(pipeline.seal().ok());
  Source source;
  source.bytes = "?a b ?c ?d";
  source.problems.push_back({"cut", "was cut", 10});
  Document one(std::move(source));
  Resources resources;
  pipeline.analyse(one, resources);
  Problems all = pipeline.problems(one, resources);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].code, "cut");
  EXPECT_EQ(all[3].offset, 8);
  resources.limits.problems = 4;
  EXPECT_EQ(pipeline.problems(one, resources), all);
  resources.limits.problems = 3;
  all = pipeline.problems(one, resources);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[3].code, "more_problems");
  EXPECT_EQ(all[3].message.substr(0, 2), "1 ");
}

TEST(pipeline_test, version_changes_with_stages_layers_and_resources) {
  auto version = [](auto add, const Resources& resources) {
    Pipeline pipeline;
    add(pipeline);
    EXPECT_TRUE(pipeline.seal().ok());
    return pipeline.version(resources);
  };
  auto words = [](Pipeline& p) { p.add<&find_words>("a/words"); };
  std::string plain = version(words, {});
  EXPECT_EQ(plain.size(), 16u);
  EXPECT_EQ(version(words, {}), plain);
  EXPECT_NE(version([](Pipeline& p) { p.add<&find_words>("b/words"); }, {}), plain);
  EXPECT_NE(version([](Pipeline& p) { p.add<&find_new_words>("a/words"); }, {}), plain);
  Resources with;
  with.blobs["models/x"] = "weights";
  std::string weighted = version(words, with);
  EXPECT_NE(weighted, plain);
  with.blobs["models/x"] = "other weights";
  EXPECT_NE(version(words, with), weighted);
  auto reduces = [](Pipeline& p) {
    p.add<&find_words>("a/words");
    p.add<&amend_more>("z/amend");
  };
  EXPECT_EQ(version(reduces, {}), plain);
}

TEST(pipeline_test, the_engines_own_stages_fit_together) {
  Pipeline pipeline;
  add_all_stages(pipeline);
  Result<void> sealed = pipeline.seal();
  EXPECT_TRUE(sealed.ok()) << (sealed.ok() ? "" : sealed.error().message);
}

}  // namespace
}  // namespace hearsay
