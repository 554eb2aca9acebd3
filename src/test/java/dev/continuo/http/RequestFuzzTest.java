package dev.continuo.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.helidon.common.uri.UriQuery;
import java.util.List;

/** What nobody would send; {@code scripts/fuzz body} and {@code query} invent more of it. */
class RequestFuzzTest {
  @FuzzTest
  void any_body_is_understood_or_rejected(byte[] bytes) {
    rejectedAtMost(
        () -> {
          var body = Body.of(bytes, List.of("text", "number", "flag", "map"));
          body.text("text", "", 1_000);
          body.flag("flag");
          body.texts("map");
          body.integer("number");
        });
  }

  @FuzzTest
  void any_query_is_understood_or_rejected(byte[] bytes) {
    rejectedAtMost(
        () -> {
          var raw = UriQuery.create(new String(bytes, ISO_8859_1));
          var query = Query.of(raw, List.of("limit", "state"));
          query.number("limit", 1, 200);
          query.text("state");
        });
  }

  private static void rejectedAtMost(Runnable request) {
    try {
      request.run();
    } catch (Rejected rejected) {
      var problem = rejected.problem();
      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.detail()).isNotBlank().hasSizeLessThan(1_000);
    }
  }
}
