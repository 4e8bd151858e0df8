// serve(): guard, router, editions, kept answers, jobs and metrics around the daemon. See http.hpp.
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "surfaces/http/daemon.hpp"
#include "surfaces/http/documents.hpp"
#include "surfaces/http/editions.hpp"
#include "surfaces/http/guard.hpp"
#include "surfaces/http/jobs.hpp"
#include "surfaces/http/kept.hpp"
#include "surfaces/http/metrics.hpp"
#include "surfaces/http/router.hpp"
#include "surfaces/http/target.hpp"

namespace hearsay::http {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Answer = std::shared_ptr<const Response>;

constexpr uint64_t kKeptBytes = 128 << 20;
constexpr int kGrace = 10;  // seconds for what is in flight when the server ends
constexpr int kBeat = 15;   // seconds between signs of life in an event stream
constexpr rlim_t kFiles = 8192;

// A folder of this process alone, for bodies that wait to be read.
class Spool {
 public:
  Spool() {
    std::error_code none;
    std::string name = (fs::temp_directory_path(none) / "hearsay-serve-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~Spool() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Every connection is a file, and systems begin with 1,024.
void allow_connections() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur >= kFiles) return;
  files.rlim_cur = std::min(kFiles, files.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &files);
}

// Of the words of If-None-Match one is this, or any (RFC 9110, 13.1.2).
bool has_tag(std::string_view tags, std::string_view tag) {
  return tags == "*" || (!tags.empty() && tags.find(tag) != std::string_view::npos);
}

std::string_view header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

// What answers need besides their own: protection, a tag, and whether they may be kept by clients.
Answer finished(Response response) {
  add_protection(response);
  if (response.status == 200 && !response.stream && header_of(response, "ETag").empty()) {
    std::string tag = Id128{spread(response.body), response.body.size()}.hex();
    response.headers.emplace_back("ETag", '"' + tag + '"');
  }
  if (header_of(response, "Cache-Control").empty())
    response.headers.emplace_back("Cache-Control", "no-cache");
  return std::make_shared<const Response>(std::move(response));
}

InputFormat format_of(std::string_view name) {
  std::span<const std::string_view> names = names_of(InputFormat{});
  for (size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<InputFormat>(i);
  return InputFormat::automatic;
}

std::vector<Parameter> job_id() {
  return {{.name = "id",
           .kind = Parameter::Kind::number,
           .doc = "of the job, as POST /api/reports gave it",
           .required = true}};
}

class Server {
 public:
  Server(std::string store, ServerOptions options, Guard guard, std::vector<Route> routes,
         std::unique_ptr<Editions> editions)
      : options_(std::move(options)),
        guard_(std::move(guard)),
        editions_(std::move(editions)),
        jobs_(std::make_unique<Jobs>(std::move(store), [this] { (void)editions_->refresh(); })),
        router_(with_own(std::move(routes))),
        daemon_(
            {options_.host, options_.most_body, spool_.path()},
            {[this](const std::string& target, Request& request) { return begin(target, request); },
             [this](Request& request) { return answer(request); }}) {}

  Result<void> run(const std::function<void(const std::string&)>& listening,
                   const std::atomic<bool>& stop);

 private:
  std::vector<Route> with_own(std::vector<Route> routes);
  Response describe() const { return {.body = openapi_}; }
  Response measure() const;
  Response add(const Request& request);
  Response job(const Request& request) const;
  Response follow(const Request& request) const;
  Answer begin(const std::string& target, Request& request);
  Answer answer(Request& request);
  Answer answer_of(const Route& route, const Request& request);
  Answer shown(const Request& request, Answer answer) const;

  const ServerOptions options_;
  const Guard guard_;
  const Spool spool_;
  std::unique_ptr<Editions> editions_;
  std::unique_ptr<Jobs> jobs_;
  std::string openapi_;
  Router router_;
  mutable Metrics metrics_;
  Kept kept_{kKeptBytes};
  std::atomic<bool> ending_ = false;
  Daemon daemon_;  // the last, since it asks all of this
};

// The routes that need the server itself, and the description of all.
std::vector<Route> Server::with_own(std::vector<Route> routes) {
  auto own = [&](Route route) { routes.push_back(std::move(route)); };
  for (Route& route : document_routes()) own(std::move(route));
  std::vector<std::string> formats;
  for (std::string_view name : names_of(InputFormat{})) formats.emplace_back(name);
  own({.method = "POST",
       .pattern = "/api/reports",
       .name = "add_reports",
       .summary = "adds reports: the body is a file as hearsay add reads it",
       .parameters = {{.name = "format",
                       .kind = Parameter::Kind::choice,
                       .doc = "what the body is, where that cannot be seen from it",
                       .fallback = formats.front(),
                       .choices = formats},
                      {.name = "name",
                       .doc = "what it is called, as the path of its reports",
                       .fallback = "posted"}},
       .status = 202,
       .answers = {{"application/json", job_shape()}},
       .answer = [this](const Request& request, const Edition&) { return add(request); },
       .kept = false});
  own({.pattern = "/api/jobs/{id}",
       .name = "get_job",
       .summary = "how far the adding of posted reports is",
       .parameters = job_id(),
       .answers = {{"application/json", job_shape()}},
       .answer = [this](const Request& request, const Edition&) { return job(request); },
       .kept = false});
  own({.pattern = "/api/jobs/{id}/events",
       .name = "follow_job",
       .summary = "the same as server-sent events, one for every step, until it is over",
       .parameters = job_id(),
       .answers = {{"text/event-stream", job_shape()}},
       .answer = [this](const Request& request, const Edition&) { return follow(request); },
       .kept = false});
  own({.pattern = "/healthz",
       .name = "health",
       .summary = "says ok while requests are answered",
       .answers = {{"text/plain", nullptr}},
       .answer = [](const Request&, const Edition&) {
         return Response{.type = "text/plain; charset=utf-8", .body = "ok\n"};
       }});
  own({.pattern = "/metrics",
       .name = "metrics",
       .summary = "numbers for Prometheus, text format 0.0.4",
       .answers = {{"text/plain", nullptr}},
       .answer = [this](const Request&, const Edition&) { return measure(); },
       .kept = false});
  own({.pattern = "/api/openapi.json",
       .name = "openapi",
       .summary = "this description, OpenAPI 3.1",
       .answers = {{"application/json", nullptr}},
       .answer = [this](const Request&, const Edition&) { return describe(); }});
  openapi_ = openapi(routes);
  return routes;
}

Response Server::measure() const {
  Numbered now = editions_->now();
  return {.type = "text/plain; version=0.0.4; charset=utf-8",
          .body = metrics_.text(
              {{"hearsay_connections", "Open connections.", daemon_.connections()},
               {"hearsay_streams", "Answers that are being streamed.", daemon_.streams()},
               {"hearsay_edition", "States of the store that were read.", now.number},
               {"hearsay_reports", "Reports in the store.", now.edition->reports().size()}})};
}

Response Server::add(const Request& request) {
  if (request.body_file.empty()) return problem(400, "body", "send the reports as the body");
  // (curl calls every body a form of the other kind, unless told.)
  if (request.header("content-type").starts_with("multipart/"))
    return problem(415, "form", "send the file itself as the body, not a form around it");
  // The daemon removes what it wrote when the answer is sent, so the job gets a name of its own.
  std::string file = request.body_file + ".job";
  if (::rename(request.body_file.c_str(), file.c_str()) != 0)
    return problem(500, "system", "there is no room to keep what was sent");
  std::optional<uint64_t> id = jobs_->put(file, std::string(request.value("name")),
                                          format_of(request.value("format")), request.body_size);
  if (!id) {
    ::unlink(file.c_str());
    Response out = problem(503, "busy", "too many wait to be added; try again in a minute");
    out.headers.emplace_back("Retry-After", "60");
    return out;
  }
  std::string place = "/api/jobs/" + std::to_string(*id);
  Response out = json(*job_shape(), job_value(*jobs_->find(*id)));
  out.status = 202;
  out.headers.emplace_back("Location", place);
  return out;
}

Response Server::job(const Request& request) const {
  std::optional<Job> found = jobs_->find(request.number("id"));
  if (!found) return problem(404, "missing", "there is no job of this id, or not any more");
  return json(*job_shape(), job_value(*found));
}

Response Server::follow(const Request& request) const {
  uint64_t id = request.number("id");
  if (!jobs_->find(id))
    return problem(404, "missing", "there is no job of this id, or not any more");
  return {.type = "text/event-stream", .stream = [this, id](const Write& write) -> Result<void> {
            uint64_t step = UINT64_MAX;
            while (!ending_) {
              std::optional<Job> now = jobs_->wait(id, step, kBeat);
              if (!now) return {};
              bool alive =
                  now->step == step
                      ? write(": waiting\n\n")
                      : write("event: " + std::string(now->is_over() ? "end" : "progress") +
                              "\ndata: " + json(*job_shape(), job_value(*now)).body + "\n");
              if (!alive || now->is_over()) return {};
              step = now->step;
            }
            return {};
          }};
}

// Wrong hosts and origins hear nothing else, so this comes before everything.
Answer Server::begin(const std::string& target, Request& request) {
  request.secure = guard_.is_secure(request.header("host"));
  std::optional<Response> admitted = guard_.admit(request.method, target);
  if (std::optional<Response> refused = guard_.refuse(request)) {
    bool may_enter = refused->status == 401 && admitted;
    bool is_open = refused->status == 401 && target == "/healthz";
    if (may_enter) return finished(std::move(*admitted));
    if (!is_open) return finished(std::move(*refused));
  }
  if (admitted) return finished(std::move(*admitted));
  std::variant<const Route*, Response> found = router_.find(request.method, target, request);
  if (auto* refused = std::get_if<Response>(&found)) {
    metrics_.count("none", refused->status, {});
    return shown(request, finished(std::move(*refused)));
  }
  request.route = std::get<const Route*>(found);
  // That it answers must not wait for what others ask.
  if (request.route->name == "health") return answer(request);
  return nullptr;
}

Answer Server::answer(Request& request) {
  auto begin = Clock::now();
  Answer out = answer_of(*request.route, request);
  metrics_.count(request.route->name, out->status, Clock::now() - begin);
  std::string_view tag = header_of(*out, "ETag");
  if (out->status != 200 || tag.empty() || !has_tag(request.header("if-none-match"), tag))
    return shown(request, std::move(out));
  // With the body that is not sent, whose size is.
  Response same{.status = 304, .type = out->type, .body = out->body, .headers = out->headers};
  return std::make_shared<const Response>(std::move(same));
}

Answer Server::answer_of(const Route& route, const Request& request) {
  Numbered now = editions_->now();
  if (!route.kept) return finished(route.answer(request, *now.edition));
  std::string key = request.path + '?' + request.query + ' ';
  key += request.header("host");
  if (Answer known = kept_.find(key, now.number)) return known;
  Response response = route.answer(request, *now.edition);
  // A stream reads on while it is written.
  if (response.stream)
    response.stream = [edition = now.edition, stream = std::move(response.stream)](
                          const Write& write) { return stream(write); };
  Answer out = finished(std::move(response));
  if (out->status == 200 && !out->stream) kept_.keep(key, now.number, out);
  return out;
}

// People are shown what went wrong as a page.
Answer Server::shown(const Request& request, Answer answer) const {
  const Route* page = router_.fallback();
  if (answer->status < 400 || page == nullptr || request.path.starts_with("/api/") ||
      answer->type != "application/problem+json" ||
      request.header("accept").find("text/html") == std::string_view::npos)
    return answer;
  Request asked = request;
  asked.values = {{"status", std::to_string(answer->status)}, {"detail", answer->detail}};
  asked.body_file.clear();
  Response made = page->answer(asked, *editions_->now().edition);
  made.status = answer->status;
  for (const auto& [name, value] : answer->headers)
    if (name == "Allow" || name == "Retry-After") made.headers.emplace_back(name, value);
  return finished(std::move(made));
}

Result<void> Server::run(const std::function<void(const std::string&)>& listening,
                         const std::atomic<bool>& stop) {
  if (spool_.path().empty())
    return Error{ErrorKind::system, "cannot make a temporary folder; set TMPDIR", "", -1};
  Result<void> started = daemon_.start(options_.port);
  if (!started && started.error().kind == ErrorKind::system && options_.else_any)
    started = daemon_.start(0);
  if (!started) return started.error();
  bool six = options_.host.find(':') != std::string::npos;
  listening("http://" + (six ? "[" + options_.host + "]" : options_.host) + ":" +
            std::to_string(daemon_.port()) + "/");
  while (!stop) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  ending_ = true;
  jobs_->end();
  daemon_.stop(kGrace);
  return {};
}

}  // namespace

Result<void> serve(const std::string& file, const ServerOptions& options, std::vector<Route> routes,
                   const std::function<void(const std::string&)>& listening,
                   const std::atomic<bool>& stop) {
  allow_connections();
  Result<Guard> guard = Guard::make(options);
  if (!guard) return guard.error();
  Result<std::unique_ptr<Editions>> editions = Editions::open(file);
  if (!editions) return editions.error();
  Server server(file, options, std::move(*guard), std::move(routes), std::move(*editions));
  return server.run(listening, stop);
}

}  // namespace hearsay::http
