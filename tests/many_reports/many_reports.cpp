// Writes many small reports into a store and reads them back every way there is. Fails when a
// reader needs memory that grows with the number of reports, or gives another number of them.
// Usage: many_reports COUNT. Prints how long each part took in CPU time, and the memory it added.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <functional>

#include "store/exports/exports.hpp"
#include "store/test_pipeline.hpp"

namespace {

using namespace hearsay;
using store_test_pipeline::Lines;

// All that a reading process may take more than one that only opens the store: SQLite's page cache,
// one piece of output, and the texts that an export keeps at hand.
constexpr long kMostKilobytes = 24L * 1024;

Pipeline small_pipeline() {
  Pipeline out;
  out.add<&store_test_pipeline::read_plain>("a/text");
  out.add<&store_test_pipeline::find_lines>("b/lines");
  out.add<&store_test_pipeline::find_bits>("c/bits");
  [[maybe_unused]] Result<void> sealed = out.seal();
  assert(sealed.ok());
  return out;
}

std::unique_ptr<Store> open_store(const std::string& file, Store::Open mode,
                                  const Pipeline& pipeline, const Resources& resources) {
  auto store = Store::open(file, mode, pipeline, resources);
  if (store.ok()) return std::move(*store);
  std::fprintf(stderr, "%s\n", store.error().text().c_str());
  std::exit(1);
}

void write_reports(const std::string& file, size_t count) {
  Pipeline pipeline = small_pipeline();
  Resources resources;
  auto store = open_store(file, Store::Open::write, pipeline, resources);
  for (size_t i = 0; i < count; ++i) {
    Source source;
    std::string number = std::to_string(i);
    source.bytes = "Report " + number + "\nThe bridge " + number + " was closed, a spokesman said.";
    source.path = "pile.zip!/" + number + ".txt";
    source.url = "https://example.org/" + number;
    Document document(std::move(source));
    pipeline.analyse(document, resources);
    if (!store->add(document) || (i % 1000 == 999 && !store->commit())) std::exit(1);
  }
  if (!store->commit()) std::exit(1);
}

struct Cost {
  double seconds;
  long kilobytes;
};

// Does it in a process of its own, so that its greatest memory is its own. Exits on failure.
Cost measure(const std::function<void()>& work) {
  std::fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (status != 0) std::exit(1);
  return {static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
              1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec),
          used.ru_maxrss};
}

// Reads through one store and says how many records it saw.
using Reading = std::function<size_t(const Store&)>;

size_t count_lines(const Store& store, std::string_view what, ExportFormat format) {
  size_t lines = 0;
  auto done = export_records(store, what, format, [&](std::string_view piece) {
    for (char c : piece) lines += c == '\n';
    return true;
  });
  return done.ok() ? lines : 0;
}

size_t count_reports(const Store& store) {
  size_t count = 0;
  auto done = store.each_report([&](const StoredReport&) { return ++count > 0; });
  return done.ok() ? count : 0;
}

size_t count_visits(const Store& store) {
  size_t count = 0;
  auto done = store.visit(Across<Text, Lines>::wanted(), [&](const ReportId&, auto) { ++count; });
  return done.ok() ? count : 0;
}

}  // namespace

int main(int argc, char** argv) {
  size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
  if (count == 0) return 2;
  store_test_pipeline::Folder folder;
  std::string file = folder.file("many.db");
  auto with_store = [&](const Reading& reading, size_t expected) {
    return [&, reading, expected] {
      Pipeline pipeline = small_pipeline();
      Resources resources;
      auto store = open_store(file, Store::Open::read, pipeline, resources);
      size_t seen = reading(*store);
      if (seen == expected) return;
      std::fprintf(stderr, "%zu records instead of %zu\n", seen, expected);
      std::exit(1);
    };
  };
  Cost writing = measure([&] { write_reports(file, count); });
  std::printf("%-22s %8.2f s  %7ld kB\n", "write", writing.seconds, writing.kilobytes);
  Cost nothing = measure(with_store([](const Store&) { return size_t{0}; }, 0));
  bool good = true;
  auto part = [&](const char* name, const Reading& reading, size_t expected) {
    Cost cost = measure(with_store(reading, expected));
    long more = cost.kilobytes - nothing.kilobytes;
    std::printf("%-22s %8.2f s  %7ld kB more than opening\n", name, cost.seconds, more);
    good = good && more < kMostKilobytes;
  };
  part("each_report", count_reports, count);
  part("visit", count_visits, count);
  part(
      "export reports jsonl",
      [](const Store& store) { return count_lines(store, "reports", ExportFormat::jsonl); }, count);
  part(
      "export lines jsonl",
      [](const Store& store) { return count_lines(store, "lines", ExportFormat::jsonl); },
      2 * count);
  part(
      "export lines csv",
      [](const Store& store) { return count_lines(store, "lines", ExportFormat::csv); },
      2 * count + 1);
  part(
      "search", [](const Store& store) { return store.search("bridge", 20, 0)->size(); },
      std::min<size_t>(20, count));
  std::printf("%s\n", good ? "memory does not grow with the store" : "too much memory");
  return good ? 0 : 1;
}
