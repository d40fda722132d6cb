// Who is let in.
#include "tools/entrepot/serve/gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entrepot::test::gate_test {

using namespace tools;

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string token(64, 'a');
const std::string cookie(64, 'b');

class GateTest : public ::testing::Test {
 protected:
  [[nodiscard]] int status(const HttpRequest& request) const {
    const auto refused = gate_.refusal(request);
    return refused ? refused->status : 0;
  }
  [[nodiscard]] static HttpRequest asked(const std::string& method, const std::string& path) {
    HttpRequest request{method, path, path, {}, {{"host", "127.0.0.1:8000"}}, ""};
    return request;
  }
  [[nodiscard]] static HttpRequest with(HttpRequest request, const std::string& name,
                                        const std::string& value) {
    request.headers.emplace_back(name, value);
    return request;
  }
  [[nodiscard]] static HttpRequest posted(const std::string& length, const std::string& type) {
    HttpRequest request = with(asked("POST", "/api/run"), "authorization", "Bearer " + token);
    return with(with(request, "content-length", length), "content-type", type);
  }
  const Gate gate_{token, cookie, 8000};
};

TEST(Secrets, AreLongDrawnAnewAndComparedWhole) {
  EXPECT_EQ(random_secret().size(), 64U);
  EXPECT_NE(random_secret(), random_secret());
  EXPECT_TRUE(same_secret(token, token));
  for (const std::string& other : {std::string(), token.substr(1), token + "a", std::string(64, 'c'),
                                   token.substr(1) + "b", "b" + token.substr(1)})
    EXPECT_FALSE(same_secret(other, token)) << other;
}

TEST_F(GateTest, TheTokenOpensEverythingTheCookieOnlyPages) {
  const std::string pair = "other=1; entrepot_8000=" + cookie;
  EXPECT_EQ(status(with(asked("GET", "/api/state"), "authorization", "Bearer " + token)), 0);
  EXPECT_EQ(status(with(asked("GET", "/main.js"), "cookie", pair)), 0);
  EXPECT_EQ(status(with(asked("GET", "/api/state"), "cookie", pair)), 401);
  EXPECT_EQ(status(with(asked("GET", "/main.js"), "cookie", "entrepot_8001=" + cookie)), 401);
  EXPECT_EQ(status(asked("GET", "/")), 401);
  HttpRequest first = asked("GET", "/");
  first.query["token"] = token;
  EXPECT_EQ(status(first), 0);
  first.path = "/main.js";
  EXPECT_EQ(status(first), 401);
  EXPECT_THAT(gate_.cookie_header(),
              AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Strict"), Not(HasSubstr(token))));
}

TEST_F(GateTest, OtherNamesAndOtherPagesAreRefusedWhateverTheyKnow) {
  const HttpRequest good = with(asked("GET", "/api/state"), "authorization", "Bearer " + token);
  HttpRequest rebound = good;
  rebound.headers.front().second = "evil.example:8000";
  EXPECT_EQ(status(rebound), 421);
  EXPECT_EQ(status(with(good, "host", "127.0.0.1:8000")), 421);  // a second one
  EXPECT_EQ(status(with(good, "origin", "http://127.0.0.1:8000")), 0);
  EXPECT_EQ(status(with(good, "origin", "http://localhost:8000")), 403);  // another origin than the host
  EXPECT_EQ(status(with(good, "origin", "null")), 403);
  EXPECT_EQ(status(with(good, "sec-fetch-site", "same-site")), 403);
  EXPECT_EQ(status(with(good, "sec-fetch-site", "same-origin")), 0);
}

TEST_F(GateTest, ABodyHasOneLengthWithinTheLimitAndIsJson) {
  EXPECT_EQ(status(posted("2000000", "application/json")), 0);
  EXPECT_EQ(status(posted("2000001", "application/json")), 413);
  EXPECT_EQ(status(posted("2", "text/plain")), 415);
  EXPECT_EQ(status(posted("-2", "application/json")), 400);
  EXPECT_EQ(status(with(posted("2", "application/json"), "content-length", "2")), 411);
  EXPECT_EQ(status(with(posted("2", "application/json"), "transfer-encoding", "chunked")), 411);
  EXPECT_EQ(status(with(with(asked("GET", "/api/state"), "authorization", "Bearer " + token),
                        "content-length", "1")),
            400);
  EXPECT_EQ(status(with(asked("PUT", "/api/state"), "authorization", "Bearer " + token)), 405);
}

}  // namespace
}  // namespace entrepot::test::gate_test
