// See hash.hpp. SHA-256 comes from OpenSSL's libcrypto, which uses the CPU's own instructions.
#include "base/hash.hpp"

#include <openssl/evp.h>
#include <xxhash.h>

#include <cassert>

namespace hearsay {
namespace {

void append_number(std::string& out, uint64_t number) {
  for (int i = 0; i < 8; ++i) out += static_cast<char>(number >> (8 * i));
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr);
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

void Sha256::add_field(std::string_view field) {
  std::string length;
  append_number(length, field.size());
  add(length);
  add(field);
}

std::string Sha256::finish() {
  std::string digest(32, '\0');
  unsigned int size = 0;
  EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(digest.data()), &size);
  assert(size == 32);
  return digest;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  std::string digest = hash.finish();
  return Id128::from_bytes(std::string_view(digest).substr(0, 16)).hex() +
         Id128::from_bytes(std::string_view(digest).substr(16)).hex();
}

Id128 id_of_digest(std::string_view digest) { return Id128::from_bytes(digest.substr(0, 16)); }

void RowHash::add(std::string_view field) {
  append_number(buffer_, field.size());
  buffer_ += field;
}

void RowHash::add(uint64_t number) { append_number(buffer_, number); }

Id128 RowHash::finish() const {
  XXH128_hash_t hash = XXH3_128bits(buffer_.data(), buffer_.size());
  return {hash.high64, hash.low64};
}

uint64_t spread(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace hearsay
