package dev.continuo.server.handover;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.expression.Cel;
import dev.continuo.task.Result;
import dev.continuo.task.Text;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundedValuesTest {
  /** 64 KB of these take twenty times as much as values, and a group may have 10,000 members. */
  @Test
  void more_values_than_an_evaluation_may_be_given_are_never_read() {
    var hostile = "[" + "[],".repeat(20_000) + "[]]";
    var handover = new Handover(_ -> hostile, _ -> Path.of("/nowhere"));
    var result = new Result(new Text.Inline("[]"), null, List.of());
    var left = new Left("a", "succeeded", result, Optional.empty(), List.of(), Optional.empty());

    assertThatThrownBy(() -> handover.values(Collections.nCopies(100, left)))
        .isInstanceOf(Cel.Untold.class)
        .hasMessage("limit `evaluation_values_bytes`: exceeded, at most 67108864 are allowed");
  }
}
