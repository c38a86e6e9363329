// The least that makes an access token with a video grant, without any runtime: JSON by snprintf, base64url and HMAC by
// OpenSSL. `native_floor SECRET ACCOUNT KEY` writes a token; with a number of calls behind, the nanoseconds of processor
// time for one, since other processes would count by the clock.
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static size_t base64url(const unsigned char *bytes, size_t length, char *out) {
  size_t size = 0;
  for (size_t at = 0; at < length; at += 3) {
    unsigned group = bytes[at] << 16 | (at + 1 < length ? bytes[at + 1] : 0) << 8 | (at + 2 < length ? bytes[at + 2] : 0);
    for (int letter = 0; letter < 4 && (letter < 2 || at + letter - 1 < length); letter++)
      out[size++] = LETTERS[group >> (18 - 6 * letter) & 63];
  }
  return size;
}

static size_t mint(char *token, const char *secret, const char *account, const char *key, int user) {
  static const char HEADER[] = "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"cty\":\"twilio-fpa;v=1\"}";
  char json[1024];
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned size;
  long now = time(NULL);
  int length = snprintf(json, sizeof json,
                        "{\"jti\":\"%s-%ld\",\"grants\":{\"identity\":\"user-%d\",\"video\":{\"room\":\"daily\"}},"
                        "\"iat\":%ld,\"exp\":%ld,\"iss\":\"%s\",\"sub\":\"%s\"}",
                        key, now, user, now, now + 3600, key, account);
  size_t end = base64url((const unsigned char *)HEADER, sizeof HEADER - 1, token);
  token[end++] = '.';
  end += base64url((const unsigned char *)json, length, token + end);
  HMAC(EVP_sha256(), secret, strlen(secret), (const unsigned char *)token, end, mac, &size);
  token[end++] = '.';
  end += base64url(mac, size, token + end);
  token[end] = 0;
  return end;
}

int main(int count, char **args) {
  if (count < 4) return 2;
  char token[4096];
  long calls = count > 4 ? atol(args[4]) : 0;
  if (calls == 0) {
    mint(token, args[1], args[2], args[3], 10);
    puts(token);
    return 0;
  }
  struct timespec begun, ended;
  volatile size_t sink = 0;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
  for (long call = 0; call < calls; call++) sink += mint(token, args[1], args[2], args[3], 10 + call % 64);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
  printf("%.1f\n", ((ended.tv_sec - begun.tv_sec) * 1e9 + (ended.tv_nsec - begun.tv_nsec)) / calls);
  return 0;
}
