// `hearsay serve`: the API and the page, until Ctrl-C.
#include <cstdio>
#include <cstdlib>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/serving.hpp"
#include "surfaces/cli/stop.hpp"
#include "surfaces/web/web.hpp"

namespace hearsay::cli {
namespace {

std::string token_of(const Invocation& invocation) {
  if (invocation.typed("--token")) return invocation.value("--token");
  const char* token = std::getenv("HEARSAY_TOKEN");
  return token == nullptr ? "" : token;
}

// An empty store for what will be posted, if there is none.
Result<void> make_store(const std::string& file) {
  Result<std::unique_ptr<Hearsay>> there = Hearsay::open(file, Store::Open::read);
  if (there || there.error().kind != ErrorKind::missing) return {};
  Result<std::unique_ptr<Hearsay>> made = Hearsay::open(file, Store::Open::write);
  return made ? Result<void>() : made.error();
}

int run_serve(const Invocation& invocation) {
  http::ServerOptions options;
  options.host = invocation.value("--host");
  options.port = static_cast<uint16_t>(invocation.number("--port"));
  options.token = token_of(invocation);
  options.most_body = invocation.number("--most") << 20;
  std::string names = invocation.value("--names");
  for (std::string_view rest = names; !rest.empty();)
    options.names.emplace_back(ascii::take_part(rest, ','));
  std::string file = invocation.value("--store");
  if (Result<void> made = make_store(file); !made) return report_error(made.error());
  return serve_store(file, std::move(options), invocation.has("--json"));
}

}  // namespace

int serve_store(const std::string& file, http::ServerOptions options, bool json) {
  StopSignals signals;
  auto listening = [&](const std::string& url) {
    if (json)
      print(Json().begin_object().field("url", url).end_object().line());
    else
      print("Hearsay is at " + url + "  (Ctrl-C ends it)\n");
    std::fflush(stdout);
  };
  std::vector<http::Route> routes = http::api_routes();
  for (http::Route& route : web::page_routes()) routes.push_back(std::move(route));
  options.else_any = options.port == 0;
  if (options.else_any) options.port = kPort;
  Result<void> done = http::serve(file, options, routes, listening, signals.stop());
  return done ? kDone : report_error(done.error());
}

Verb serve_verb() {
  return {
      .name = "serve",
      .summary = "show the store as a page, and answer programs",
      .description =
          "Serves the page and the API on this machine until Ctrl-C, and prints the address. "
          "Programs find what there is at /api/openapi.json; every page has a twin for them, its "
          "address with .json behind it. Reports can be posted to /api/reports, and added by "
          "hearsay add meanwhile: the page shows them.\n\n"
          "Only this machine is answered, and only pages of this server: --host with another "
          "address needs a token, which programs give as Authorization: Bearer TOKEN and people "
          "once as ?token=TOKEN. It is sent unencrypted; put a proxy with TLS in front where "
          "others listen, and name it with --names.",
      .arguments = {},
      .flags = {{.name = "--host",
                 .kind = ValueKind::word,
                 .value = "ADDRESS",
                 .doc = "where to listen",
                 .fallback = "127.0.0.1"},
                {.name = "--port",
                 .kind = ValueKind::number,
                 .value = "N",
                 .doc = "0 for 7272, or any that is free if that is taken",
                 .fallback = "0",
                 .most = 65535},
                {.name = "--token",
                 .kind = ValueKind::word,
                 .value = "TOKEN",
                 .doc = "what every request must give; else the environment's HEARSAY_TOKEN"},
                {.name = "--names",
                 .kind = ValueKind::word,
                 .value = "NAME,...",
                 .doc = "other hosts that lead to it; https://NAME behind a proxy with TLS"},
                {.name = "--most",
                 .kind = ValueKind::number,
                 .value = "MIB",
                 .doc = "size of what may be posted at once",
                 .fallback = "64",
                 .most = 1 << 20}},
      .examples = {"hearsay serve", "hearsay serve --store iran.db --port 8080",
                   "HEARSAY_TOKEN=$(openssl rand -hex 16) hearsay serve --host 0.0.0.0"},
      .run = run_serve,
  };
}

}  // namespace hearsay::cli
