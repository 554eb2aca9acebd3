package dev.continuo.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuo.operation.InputReader;
import dev.continuo.operation.InputReader.Given;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operations;
import dev.continuo.operation.Rejected;
import dev.continuo.operation.StrictJson;
import dev.continuo.task.RunId;
import io.helidon.common.uri.UriQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nobody would send; {@code scripts/fuzz body} and {@code query} invent more of it. */
class RequestFuzzTest {
  private static final Map<String, String> PATH =
      Map.of(
          "run", new RunId(1).toString(),
          "task", new RunId(1).task(0).toString(),
          "name", "a",
          "secret", "KEY",
          "receiver", "ci",
          "limit", "attempts");

  @FuzzTest
  void any_body_is_understood_or_rejected(byte[] bytes) {
    rejectedAtMost(
        () -> {
          Map<String, @Nullable Object> members =
              bytes.length == 0 ? Map.of() : StrictJson.object(bytes);
          for (var operation : Operations.DECLARED) {
            if (operation.kind() == Operation.Kind.COMMAND) {
              rejectedAtMost(() -> InputReader.read(operation, new Given(PATH, Map.of(), members)));
            }
          }
        });
  }

  @FuzzTest
  void any_query_is_understood_or_rejected(byte[] bytes) {
    rejectedAtMost(
        () -> {
          var raw = UriQuery.create(new String(bytes, ISO_8859_1));
          for (var operation : Operations.DECLARED) {
            if (operation.kind() == Operation.Kind.QUERY) {
              var allowed = operation.members(Operation.Source.PARAMETER);
              rejectedAtMost(
                  () ->
                      InputReader.read(
                          operation, new Given(PATH, Query.of(raw, allowed), Map.of())));
            }
          }
        });
  }

  private static void rejectedAtMost(Runnable request) {
    try {
      request.run();
    } catch (Rejected rejected) {
      var problem = rejected.problem();
      assertThat(problem.status()).isIn(400, 404);
      assertThat(problem.detail()).isNotBlank().hasSizeLessThan(1_000);
    }
  }
}
