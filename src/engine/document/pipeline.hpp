// Pipeline: stages put in order by what they read and write.
//
// A stage is a plain function and its signature is its dependency list:
//   Blocks find_blocks(const Text&, const Page&);                        map: one report
//   Amendments fill_publishers(const Across<Metadata>&, const Resources&);  reduce: all reports
// A parameter is the Source, the Resources, or the output of another stage; a reduce stage also
// takes Across<...>. A stage whose output has Scope::collection is a reduce stage. Each type has
// one writer, except Amendments, which any reduce stage may write. A map stage may be given a
// second function, of the same parameters and a row, that explains a row:
//   Explanation explain_block(const Text&, const Page&, size_t row);
// Covered by document/pipeline_test.cpp.
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.hpp"
#include "document/collection.hpp"
#include "document/columns.hpp"
#include "document/document.hpp"
#include "document/explanation.hpp"
#include "document/resources.hpp"
#include "document/text.hpp"

namespace hearsay {

class Pipeline {
 public:
  struct Value {
    TypeKey key;
    std::string name;
  };
  // The values a reduce stage works on: the reports, and what earlier reduce stages gave.
  struct Tables {
    const Collection& reports;
    std::vector<std::pair<TypeKey, std::shared_ptr<const void>>> made;
  };
  struct Stage {
    std::string name;  // its folder: "ingest/blocks"
    std::vector<Value> inputs;
    Value output;
    const LayerInfo* layer;  // of the output; null for Text and other values that are no layer
    bool reduces;
    bool working;  // no later use than that of other stages: Out::kWorking
    std::function<void(Document&, const Resources&)> map;
    std::function<Result<std::shared_ptr<const void>>(const Tables&, const Resources&)> reduce;
    const Problems* (*problems)(const Document&);  // null if the output has none
    // Of a row of the output, which the document has; null if there is nothing but its columns.
    std::function<Explanation(const Document&, const Resources&, size_t row)> explain;
  };

  template <auto Function, auto Explain = nullptr>
  void add(std::string name) {
    using Make = Maker<decltype(Function)>;
    stages_.push_back(Make::template make<Function>(std::move(name)));
    if constexpr (!std::is_null_pointer_v<decltype(Explain)>)
      stages_.back().explain = Make::template explainer<Explain>();
  }

  // Sorts by dependency, ties by name. Refuses an input nobody writes, a cycle, two writers of one
  // type, and a map stage that reads what a reduce stage writes. The message names the stages.
  Result<void> seal();

  // Runs all map stages on one report. Thread-safe on different documents once sealed.
  void analyse(Document& document, const Resources& resources) const;

  // Gives back what only stages need of an analysed report (values that declare kWorking), and keeps
  // its problems: for reports that wait to be stored.
  void finish(Document& document, const Resources& resources) const;

  std::span<const Stage> stages() const { return stages_; }
  const Stage* find(std::string_view layer) const;

  // What was wrong with a report: of reading first, then stage by stage, at most
  // resources.limits.problems, with a last line that says how many more there were.
  Problems problems(const Document& document, const Resources& resources) const;

  // Changes when any map stage, its version or its columns, or a resource changes: 16 hex digits.
  std::string version(const Resources& resources) const;

 private:
  template <class T>
  static std::string value_name() {
    if constexpr (Layer<T>) return std::string(T::kLayer.name);
    else if constexpr (std::same_as<T, Source>) return "source";
    else if constexpr (std::same_as<T, Text>) return "text";
    else return std::string(T::kValueName);
  }
  template <class T>
  struct Input {
    static const T& of(const Document& document, const Resources&) { return document.get<T>(); }
    static const T& of(const Tables& tables, const Resources&) {
      for (const auto& [key, value] : tables.made)
        if (key == type_key<T>()) return *static_cast<const T*>(value.get());
      assert(false && "sealed pipelines give every input");
      static const T none{};
      return none;
    }
    static void list(std::vector<Value>& out) { out.push_back({type_key<T>(), value_name<T>()}); }
    static Result<void> error(const T&) { return {}; }
  };
  template <class F>
  struct Maker;

  std::vector<Stage> stages_;
};

template <>
struct Pipeline::Input<Resources> {
  template <class Where>
  static const Resources& of(const Where&, const Resources& resources) {
    return resources;
  }
  static void list(std::vector<Value>&) {}
  static Result<void> error(const Resources&) { return {}; }
};

template <class... L>
struct Pipeline::Input<Across<L...>> {
  static Across<L...> of(const Tables& tables, const Resources&) {
    return Across<L...>(tables.reports);
  }
  static void list(std::vector<Value>& out) {
    (out.push_back({type_key<L>(), value_name<L>()}), ...);
  }
  static Result<void> error(const Across<L...>& across) { return across.error(); }
};

template <class Out, class... In>
struct Pipeline::Maker<Out (*)(const In&...)> {
  template <auto Function>
  static Stage make(std::string name) {
    Stage stage;
    stage.name = std::move(name);
    (Input<In>::list(stage.inputs), ...);
    stage.output = {type_key<Out>(), value_name<Out>()};
    stage.layer = nullptr;
    stage.problems = nullptr;
    stage.working = requires { Out::kWorking; };
    if constexpr (Layer<Out>) stage.layer = &layer_info<Out>();
    stage.reduces = stage.layer != nullptr && stage.layer->scope == Scope::collection;
    if constexpr (requires(const Out& out) { out.problems; })
      stage.problems = [](const Document& document) -> const Problems* {
        return &document.get<Out>().problems;
      };
    if constexpr (is_reduce()) {
      stage.reduce = [](const Tables& tables,
                        const Resources& resources) -> Result<std::shared_ptr<const void>> {
        return run<Function>(resources, Input<In>::of(tables, resources)...);
      };
    } else {
      stage.map = [](Document& document, const Resources& resources) {
        document.put(std::make_shared<const Out>(Function(Input<In>::of(document, resources)...)));
      };
    }
    return stage;
  }
  template <auto Explain>
  static auto explainer() {
    static_assert(!is_reduce(), "a row of the collection has no report to be found again from");
    return [](const Document& document, const Resources& resources, size_t row) {
      return Explain(Input<In>::of(document, resources)..., row);
    };
  }

 private:
  static constexpr bool is_reduce() {
    if constexpr (Layer<Out>) return columns_detail::scope_of<Out>() == Scope::collection;
    else return false;
  }
  template <auto Function, class... Arguments>
  static Result<std::shared_ptr<const void>> run(const Resources&, const Arguments&... arguments) {
    auto made = std::make_shared<const Out>(Function(arguments...));
    Result<void> error;
    ((error.ok() ? void(error = Input<In>::error(arguments)) : void()), ...);
    if (!error) return error.error();
    return std::shared_ptr<const void>(std::move(made));
  }
};

// Adds every stage of the engine; generated from the stage folders by cmake/stage.cmake.
void add_all_stages(Pipeline& pipeline);

// The engine's pipeline, sealed. Asserts that the stages fit together.
Pipeline make_pipeline();

// What the engine's stages need, as it lies in the program: models/ and knowledge/.
Resources make_resources();

}  // namespace hearsay
