// Collection: all reports, as reduce stages see them; and amendments, the only thing by which what
// many reports say may change what one report shows. Covered by document/pipeline_test.cpp.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/side_by_side.hpp"
#include "document/document.hpp"
#include "document/text.hpp"

namespace hearsay {

// Which value of each report is wanted. `layer` is null for the text.
struct Wanted {
  TypeKey key;
  const LayerInfo* layer;
};

// Implemented by the store and, for tests, over documents in memory.
class Collection {
 public:
  using Visitor =
      std::function<void(const ReportId&, std::span<const std::shared_ptr<const void>> values)>;

  virtual ~Collection() = default;
  // Calls the visitor for every report, in id order, with the wanted values in the given order. A
  // report that lacks one gets an empty value. On an error the visiting ends and the error is
  // given back; what the visitor saw until then must not be used.
  virtual Result<void> visit(std::span<const Wanted> wanted, const Visitor& visitor) const = 0;
  // The same for these reports only, in their order; those that are not there are passed over. What
  // stands here visits all.
  virtual Result<void> visit_some(std::span<const ReportId> ids, std::span<const Wanted> wanted,
                                  const Visitor& visitor) const {
    std::map<ReportId, std::vector<std::shared_ptr<const void>>> found;
    for (const ReportId& id : ids) found[id];
    Result<void> done = visit(wanted, [&](const ReportId& id, auto values) {
      if (auto at = found.find(id); at != found.end())
        at->second.assign(values.begin(), values.end());
    });
    for (const ReportId& id : ids)
      if (done.ok() && !found[id].empty()) visitor(id, found[id]);
    return done;
  }
};

// The reports with the layers L, in id order: the argument of a reduce stage. each() and some()
// hold one report at a time, each_made() and some_made() up to kAtOnce and what was made of them; a
// stage that needs more keeps what it needs.
template <class... L>
class Across {
 public:
  explicit Across(const Collection& collection) : collection_(collection) {}

  // visit(const ReportId&, const L&...). Errors of the store are kept and end the stage: the
  // pipeline drops its result.
  template <class Visit>
  void each(Visit visit) const {
    if (!error_.ok()) return;
    error_ = collection_.visit(wanted(), [&](const ReportId& id, auto values) {
      call(visit, id, values, std::index_sequence_for<L...>());
    });
  }
  // The same for these reports only, in their order.
  template <class Visit>
  void some(std::span<const ReportId> ids, Visit visit) const {
    if (!error_.ok()) return;
    error_ = collection_.visit_some(ids, wanted(), [&](const ReportId& id, auto values) {
      call(visit, id, values, std::index_sequence_for<L...>());
    });
  }
  // make(const ReportId&, const L&...) of every report, on several threads, and with what it gives
  // take(const ReportId&, made), on this one and in id order.
  template <class Make, class Take>
  void each_made(unsigned threads, Make make, Take take) const {
    made_of(
        [&](const Collection::Visitor& visitor) { return collection_.visit(wanted(), visitor); },
        threads, make, take);
  }
  // The same for these reports only, in their order.
  template <class Make, class Take>
  void some_made(std::span<const ReportId> ids, unsigned threads, Make make, Take take) const {
    made_of(
        [&](const Collection::Visitor& visitor) {
          return collection_.visit_some(ids, wanted(), visitor);
        },
        threads, make, take);
  }
  const Result<void>& error() const { return error_; }

  static std::vector<Wanted> wanted() { return {Wanted{type_key<L>(), layer_of<L>()}...}; }

 private:
  template <class Visit, class Make, class Take>
  void made_of(Visit visit, unsigned threads, Make& make, Take& take) const {
    using Made = std::invoke_result_t<Make, const ReportId&, const L&...>;
    if (!error_.ok()) return;
    std::vector<ReportId> ids;
    std::vector<std::vector<std::shared_ptr<const void>>> held;
    auto pass_on = [&] {
      std::vector<std::optional<Made>> made(ids.size());
      side_by_side(ids.size(), threads, [&](size_t i) {
        auto keep = [&](const ReportId& id, const L&... layers) { made[i] = make(id, layers...); };
        call(keep, ids[i], held[i], std::index_sequence_for<L...>());
      });
      for (size_t i = 0; i < ids.size(); ++i) take(ids[i], *std::move(made[i]));
      ids.clear();
      held.clear();
    };
    error_ = visit([&](const ReportId& id, auto values) {
      ids.push_back(id);
      held.emplace_back(values.begin(), values.end());
      if (ids.size() == kAtOnce) pass_on();
    });
    pass_on();
  }
  template <class T>
  static const LayerInfo* layer_of() {
    if constexpr (Layer<T>)
      return &layer_info<T>();
    else
      return nullptr;
  }
  template <class Visit, size_t... I>
  static void call(Visit& visit, const ReportId& id,
                   std::span<const std::shared_ptr<const void>> values, std::index_sequence<I...>) {
    visit(id, *static_cast<const L*>(values[I].get())...);
  }

  const Collection& collection_;
  static constexpr size_t kAtOnce = 256;
  mutable Result<void> error_;
};

// Rows that say: show `value` for `field` of `target`, for this reason. Nothing is edited in place;
// views and exports apply amendments. Precedence: a user's correction (by = "user") before reduce
// stages, among those the one whose stage comes later in the pipeline, then the greater id.
struct Amendments {
  static constexpr LayerName kLayer{"amendments", 1,
                                    "What many reports say about a row of one report."};
  static constexpr Scope kScope = Scope::collection;

  std::vector<RowId> target;  // a row's id, or a report's id for a field of the report
  Strings field;              // as in RECORDS, nested names joined with '_': publisher_name
  Strings value;              // empty: show nothing
  Strings why;
  Lists<Place> evidence;

  static constexpr auto columns() {
    return std::tuple{
        column("target", &Amendments::target, "id of the row or report it is about", InId::yes),
        column("field", &Amendments::field, "which value of it", InId::yes),
        column("value", &Amendments::value, "what to show instead", InId::yes),
        column("why", &Amendments::why, "the reason, for people"),
        column("evidence", &Amendments::evidence, "where the reason stands")};
  }
};

}  // namespace hearsay
