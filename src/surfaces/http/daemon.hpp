// Daemon: the connections. GNU libmicrohttpd reads requests and writes answers in one thread that
// never waits for anything else; what is to be done in between is done by threads of our own, and
// long answers are written by one thread each, as slowly as their readers read. Everything a client
// may send or delay is bounded. Covered by tests/http.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "surfaces/http/http.hpp"

namespace hearsay::http {

struct DaemonOptions {
  std::string host;        // an address of numbers, or localhost
  uint64_t most_body = 0;  // bytes of a POST
  // Where bodies are kept until they are read; a folder of this process alone.
  std::string spool;
};

// What the daemon asks of its owner; called from its own threads.
struct Handler {
  // As soon as the head of a request is there: what it is refused with, or null. Sets what the
  // target says. Must be fast.
  std::function<std::shared_ptr<const Response>(const std::string& target, Request& request)> begin;
  // With the whole request; may take its time.
  std::function<std::shared_ptr<const Response>(Request& request)> answer;
};

class Daemon {
 public:
  Daemon(const DaemonOptions& options, Handler handler);
  // Listens, or says why it cannot (`system`: a port that is taken, an address that is not ours);
  // may then be tried again. Port 0: any that is free. The handler is asked from here on.
  Result<void> start(uint16_t port);
  // Takes no new connections, answers what is in flight for at most `seconds`, then ends.
  void stop(int seconds);
  ~Daemon();

  uint16_t port() const;
  uint64_t connections() const;
  uint64_t streams() const;

  struct Impl;

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace hearsay::http
