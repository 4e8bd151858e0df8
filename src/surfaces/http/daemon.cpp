// See daemon.hpp.
#include "surfaces/http/daemon.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/ascii.hpp"
#include "surfaces/http/stream.hpp"

namespace hearsay::http {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr unsigned kMostConnections = 3000;
constexpr size_t kMostWaiting = 2000;  // requests before the threads that answer
constexpr uint64_t kMostStreams = 16;
constexpr size_t kHeadBytes = 32 << 10;  // request line and headers
constexpr unsigned kSilence = 30;        // seconds in which a connection neither gives nor takes
constexpr seconds kForHead{60};          // from the last answer to the next whole head
constexpr seconds kForAnswer{300};       // to take an answer that is no stream
constexpr uint64_t kSlowest = 10'000;    // bytes a second of a body that is sent
constexpr uint64_t kSlack = 1 << 20;     // bytes of a body that nobody wanted before it is cut off
constexpr uint64_t kMostBodies = 16;     // as long as they may be, in all that are received at once

struct Exchange {
  MHD_Connection* connection = nullptr;
  std::string target;
  Request request;
  bool begun = false;
  std::shared_ptr<const Response> response;
  std::shared_ptr<Stream> stream;
  int body = -1;
  bool broken = false;   // the body could not be kept
  uint64_t spooled = 0;  // bytes of Impl::spooled

  ~Exchange() {
    if (body >= 0) ::close(body);
    if (!request.body_file.empty()) ::unlink(request.body_file.c_str());
  }
};

// A connection's place in time, for those who are too slow.
struct Tie {
  int socket = -1;
  enum class Phase : uint8_t { head, body, answer, stream } phase = Phase::head;
  Clock::time_point since;
  uint64_t received = 0;

  bool is_late(Clock::time_point now) const {
    switch (phase) {
      case Phase::head:
        return now - since > kForHead;
      case Phase::body:
        return now - since > kForHead + seconds(received / kSlowest);
      case Phase::answer:
        return now - since > kForAnswer;
      case Phase::stream:
        return false;
    }
    return false;
  }
};

MHD_Result add_header(void* into, MHD_ValueKind, const char* key, const char* value) {
  static_cast<Request*>(into)->headers.emplace_back(ascii::lowered(key),
                                                    value == nullptr ? "" : value);
  return MHD_YES;
}

ssize_t pull(void* stream, uint64_t, char* into, size_t most) {
  return (*static_cast<std::shared_ptr<Stream>*>(stream))->pull(into, most);
}
void drop_stream(void* stream) {
  delete static_cast<std::shared_ptr<Stream>*>(stream);
}
void drop_response(void* response) {
  delete static_cast<std::shared_ptr<const Response>*>(response);
}

uint64_t announced(const Request& request) {
  std::string_view text = request.header("content-length");
  uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::shared_ptr<const Response> refusal(int status, std::string_view code,
                                        std::string_view detail) {
  return std::make_shared<Response>(problem(status, code, detail));
}

}  // namespace

struct Daemon::Impl {
  DaemonOptions options;
  Handler handler;
  MHD_Daemon* daemon = nullptr;
  Writers writers;

  std::mutex mutex;
  std::condition_variable work, calm, ended;
  std::deque<std::shared_ptr<Exchange>> waiting;
  std::map<MHD_Connection*, Tie> ties;
  std::map<const Exchange*, std::shared_ptr<Stream>> streams;
  uint64_t in_flight = 0;
  uint64_t bodies = 0;
  uint64_t spooled = 0;  // bytes of bodies that are being received
  bool end = false;
  std::vector<std::thread> threads;

  // ---- in the daemon's thread

  static void on_connection(void* self, MHD_Connection* connection, void**,
                            MHD_ConnectionNotificationCode code) {
    Impl& impl = *static_cast<Impl*>(self);
    std::lock_guard lock(impl.mutex);
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
      impl.ties.erase(connection);
      return;
    }
    const MHD_ConnectionInfo* info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    Tie tie;
    tie.socket = info == nullptr ? -1 : info->connect_fd;
    tie.since = Clock::now();
    impl.ties[connection] = tie;
  }

  static void* on_target(void* self, const char* target, MHD_Connection* connection) {
    auto exchange = std::make_unique<std::shared_ptr<Exchange>>(std::make_shared<Exchange>());
    (*exchange)->connection = connection;
    (*exchange)->target = target;
    Impl& impl = *static_cast<Impl*>(self);
    std::lock_guard lock(impl.mutex);
    ++impl.in_flight;
    return exchange.release();
  }

  static void on_completed(void* self, MHD_Connection* connection, void** exchange,
                           MHD_RequestTerminationCode) {
    Impl& impl = *static_cast<Impl*>(self);
    std::unique_ptr<std::shared_ptr<Exchange>> ended(
        static_cast<std::shared_ptr<Exchange>*>(*exchange));
    *exchange = nullptr;
    if (ended == nullptr) return;
    if ((*ended)->stream != nullptr) (*ended)->stream->cancel();
    std::lock_guard lock(impl.mutex);
    impl.streams.erase(ended->get());
    impl.spooled -= (*ended)->spooled;
    --impl.in_flight;
    impl.calm.notify_all();
    if (auto tie = impl.ties.find(connection); tie != impl.ties.end())
      tie->second = {tie->second.socket, Tie::Phase::head, Clock::now(), 0};
  }

  static MHD_Result on_request(void* self, MHD_Connection*, const char*, const char* method,
                               const char*, const char* upload, size_t* size, void** exchange) {
    Impl& impl = *static_cast<Impl*>(self);
    const auto& one = *static_cast<std::shared_ptr<Exchange>*>(*exchange);
    if (!one->begun) return impl.begin(one, method);
    if (one->response != nullptr) return impl.queue(*one);
    if (*size > 0) {
      impl.take(*one, {upload, *size});
      *size = 0;
      return MHD_YES;
    }
    return impl.hand_over(one);
  }

  void turn(const Exchange& exchange, Tie::Phase phase, uint64_t received = 0) {
    std::lock_guard lock(mutex);
    auto tie = ties.find(exchange.connection);
    if (tie == ties.end()) return;
    if (tie->second.phase != phase) tie->second.since = Clock::now();
    tie->second.phase = phase;
    tie->second.received += received;
  }

  MHD_Result begin(const std::shared_ptr<Exchange>& exchange, const char* method) {
    Exchange& one = *exchange;
    one.begun = true;
    one.request.method = method;
    MHD_get_connection_values(one.connection, MHD_HEADER_KIND, add_header, &one.request);
    one.response = handler.begin(one.target, one.request);
    if (one.response == nullptr && announced(one.request) > options.most_body)
      one.response = too_large();
    if (one.response == nullptr && one.request.method == "GET" && announced(one.request) > 0)
      one.response = refusal(400, "body", "a body is sent with POST only");
    // Who is answered before the body has come is not waited for, and the connection ends. Without
    // a body it goes on: the next call answers.
    bool body = announced(one.request) > 0 || !one.request.header("transfer-encoding").empty();
    if (one.response != nullptr && body) return queue(one);
    if (one.request.method == "POST") turn(one, Tie::Phase::body);
    return MHD_YES;
  }

  bool has_room(Exchange& one, uint64_t bytes) {
    std::lock_guard lock(mutex);
    if (spooled + bytes > kMostBodies * options.most_body) return false;
    spooled += bytes;
    one.spooled += bytes;
    return true;
  }

  // Of a body whose size was not said: too much has come, and it may never end.
  void cut_off(const Exchange& one) {
    std::lock_guard lock(mutex);
    if (auto tie = ties.find(one.connection); tie != ties.end() && tie->second.socket >= 0)
      ::shutdown(tie->second.socket, SHUT_RDWR);
  }

  std::shared_ptr<const Response> too_large() const {
    return refusal(413, "large",
                   "a body holds at most " + std::to_string(options.most_body) +
                       " bytes; send it in several, or use hearsay add");
  }

  void open_body(Exchange& one) {
    uint64_t number = 0;
    {
      std::lock_guard lock(mutex);
      number = ++bodies;
    }
    std::string file = options.spool + "/" + std::to_string(number);
    one.body = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (one.body >= 0) one.request.body_file = file;
  }

  void take(Exchange& one, std::string_view piece) {
    one.request.body_size += piece.size();
    turn(one, Tie::Phase::body, piece.size());
    uint64_t most = one.request.method == "POST" ? options.most_body : 0;
    if (one.request.body_size > most + kSlack) return cut_off(one);
    if (one.request.method != "POST" || one.broken || one.request.body_size > options.most_body)
      return;
    one.broken = !has_room(one, piece.size());
    if (one.body < 0 && !one.broken) open_body(one);
    while (!piece.empty() && !one.broken) {
      ssize_t written = one.body < 0 ? -1 : ::write(one.body, piece.data(), piece.size());
      if (written < 0 && errno == EINTR && one.body >= 0) continue;
      one.broken = written < 0;
      if (written > 0) piece.remove_prefix(static_cast<size_t>(written));
    }
  }

  // What is wrong with a whole request before anybody thinks about it.
  std::shared_ptr<const Response> fault(const Exchange& one) const {
    if (one.request.body_size > 0 && one.request.method != "POST")
      return refusal(400, "body", "a body is sent with POST only");
    if (one.request.body_size > options.most_body) return too_large();
    if (one.broken)
      return refusal(507, "room", "there is no room to keep what was sent; try again");
    return nullptr;
  }

  MHD_Result hand_over(const std::shared_ptr<Exchange>& exchange) {
    Exchange& one = *exchange;
    one.response = fault(one);
    if (one.body >= 0) ::close(one.body);
    one.body = -1;
    turn(one, Tie::Phase::answer);
    if (one.response != nullptr) return queue(one);
    std::lock_guard lock(mutex);
    if (waiting.size() >= kMostWaiting || end) {
      one.response = busy();
      return queue_unlocked(one);
    }
    MHD_suspend_connection(one.connection);
    waiting.push_back(exchange);
    work.notify_one();
    return MHD_YES;
  }

  static std::shared_ptr<const Response> busy() {
    Response out = problem(503, "busy", "too many ask at once; try again soon");
    out.headers.emplace_back("Retry-After", "2");
    return std::make_shared<Response>(std::move(out));
  }

  MHD_Result queue(Exchange& one) {
    std::lock_guard lock(mutex);
    return queue_unlocked(one);
  }

  MHD_Result queue_unlocked(Exchange& one) {
    if (one.response->stream && streams.size() >= kMostStreams) one.response = busy();
    MHD_Response* made = one.response->stream ? make_stream(one) : make_body(one);
    if (made == nullptr) return MHD_NO;
    MHD_add_response_header(made, MHD_HTTP_HEADER_CONTENT_TYPE, one.response->type.c_str());
    for (const auto& [name, value] : one.response->headers)
      MHD_add_response_header(made, name.c_str(), value.c_str());
    MHD_Result queued =
        MHD_queue_response(one.connection, static_cast<unsigned>(one.response->status), made);
    MHD_destroy_response(made);
    return queued;
  }

  MHD_Response* make_body(Exchange& one) {
    auto* kept = new std::shared_ptr<const Response>(one.response);
    const std::string& body = one.response->body;
    MHD_Response* made = MHD_create_response_from_buffer_with_free_callback_cls(
        body.size(), const_cast<char*>(body.data()), drop_response, kept);
    if (made == nullptr) delete kept;
    return made;
  }

  MHD_Response* make_stream(Exchange& one) {
    one.stream = std::make_shared<Stream>(one.response->stream, one.connection, writers);
    streams.emplace(&one, one.stream);
    if (auto tie = ties.find(one.connection); tie != ties.end())
      tie->second.phase = Tie::Phase::stream;
    auto* kept = new std::shared_ptr<Stream>(one.stream);
    MHD_Response* made =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 32 << 10, pull, kept, drop_stream);
    if (made == nullptr) delete kept;
    return made;
  }

  // ---- in our own threads

  void answer_all() {
    while (true) {
      std::shared_ptr<Exchange> one;
      {
        std::unique_lock lock(mutex);
        work.wait(lock, [this] { return end || !waiting.empty(); });
        if (waiting.empty()) return;
        one = std::move(waiting.front());
        waiting.pop_front();
      }
      try {
        one->response = handler.answer(one->request);
      } catch (const std::exception& error) {
        one->response = refusal(500, "system", std::string("answering gave up: ") + error.what());
      }
      MHD_resume_connection(one->connection);
    }
  }

  // Ends connections that are too slow. Their sockets are open as long as they stand in `ties`.
  void watch() {
    std::unique_lock lock(mutex);
    while (!end) {
      ended.wait_for(lock, seconds(1), [this] { return end; });
      Clock::time_point now = Clock::now();
      for (const auto& [connection, tie] : ties)
        if (tie.socket >= 0 && tie.is_late(now)) ::shutdown(tie.socket, SHUT_RDWR);
    }
  }

  Result<void> listen(uint16_t port);
  void start_threads();
  void finish(int seconds_left);
};

namespace {

Result<sockaddr_storage> address_of(const DaemonOptions& options, uint16_t port) {
  sockaddr_storage out{};
  std::string host = options.host == "localhost" ? "127.0.0.1" : options.host;
  auto* four = reinterpret_cast<sockaddr_in*>(&out);
  auto* six = reinterpret_cast<sockaddr_in6*>(&out);
  if (::inet_pton(AF_INET, host.c_str(), &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(port);
    return out;
  }
  if (::inet_pton(AF_INET6, host.c_str(), &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(port);
    return out;
  }
  return Error{ErrorKind::usage,
               options.host + " is no address; give one of numbers, such as 0.0.0.0", "", -1};
}

}  // namespace

Result<void> Daemon::Impl::listen(uint16_t port) {
  Result<sockaddr_storage> address = address_of(options, port);
  if (!address) return address.error();
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  if (address->ss_family == AF_INET6) flags |= MHD_USE_IPv6;
  errno = 0;
  daemon =
      MHD_start_daemon(flags, port, nullptr, nullptr, &Impl::on_request, this, MHD_OPTION_SOCK_ADDR,
                       reinterpret_cast<const sockaddr*>(&*address), MHD_OPTION_CONNECTION_LIMIT,
                       kMostConnections, MHD_OPTION_CONNECTION_TIMEOUT, kSilence,
                       MHD_OPTION_CONNECTION_MEMORY_LIMIT, kHeadBytes, MHD_OPTION_NOTIFY_CONNECTION,
                       &Impl::on_connection, this, MHD_OPTION_NOTIFY_COMPLETED, &Impl::on_completed,
                       this, MHD_OPTION_URI_LOG_CALLBACK, &Impl::on_target, this, MHD_OPTION_END);
  if (daemon == nullptr)
    return Error{ErrorKind::system,
                 "cannot listen on " + options.host + ", port " + std::to_string(port) +
                     (errno == 0 ? "" : std::string(": ") + std::strerror(errno)),
                 "", -1};
  return {};
}

void Daemon::Impl::start_threads() {
  unsigned count = std::clamp(std::thread::hardware_concurrency(), 2U, 16U);
  for (unsigned i = 0; i < count; ++i) threads.emplace_back([this] { answer_all(); });
  threads.emplace_back([this] { watch(); });
}

void Daemon::Impl::finish(int seconds_left) {
  if (daemon == nullptr) return;
  if (MHD_socket listening = MHD_quiesce_daemon(daemon); listening != MHD_INVALID_SOCKET)
    ::close(listening);
  std::map<const Exchange*, std::shared_ptr<Stream>> cut;
  {
    std::unique_lock lock(mutex);
    calm.wait_for(lock, seconds(seconds_left), [this] { return in_flight == 0; });
    end = true;
    cut = streams;
  }
  for (const auto& [exchange, stream] : cut) stream->cancel();
  work.notify_all();
  ended.notify_all();
  for (std::thread& thread : threads) thread.join();
  writers.wait();
  MHD_stop_daemon(daemon);
  daemon = nullptr;
}

Daemon::Daemon(const DaemonOptions& options, Handler handler) : impl_(std::make_unique<Impl>()) {
  impl_->options = options;
  impl_->handler = std::move(handler);
}
Daemon::~Daemon() {
  impl_->finish(0);
}

Result<void> Daemon::start(uint16_t port) {
  if (Result<void> listens = impl_->listen(port); !listens) return listens.error();
  impl_->start_threads();
  return {};
}

void Daemon::stop(int seconds) {
  impl_->finish(seconds);
}

uint16_t Daemon::port() const {
  const MHD_DaemonInfo* info = MHD_get_daemon_info(impl_->daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info == nullptr ? 0 : info->port;
}

uint64_t Daemon::connections() const {
  std::lock_guard lock(impl_->mutex);
  return impl_->ties.size();
}

uint64_t Daemon::streams() const {
  std::lock_guard lock(impl_->mutex);
  return impl_->streams.size();
}

}  // namespace hearsay::http
