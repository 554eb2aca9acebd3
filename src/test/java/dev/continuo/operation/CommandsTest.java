package dev.continuo.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.engine.Caller;
import dev.continuo.run.RunCommand;
import dev.continuo.task.RunId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandsTest {
  @Test
  void an_outcome_that_does_not_come_is_called_unknown() {
    var commands = new Commands((_, _) -> new CompletableFuture<>(), Duration.ofMillis(1));

    assertThatThrownBy(() -> commands.submit(new RunCommand.Resume(new RunId(1)), Caller.ENGINE))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.problem().code()).isEqualTo("outcome_unknown");
              assertThat(rejected.problem().status()).isEqualTo(504);
              assertThat(rejected.problem().detail())
                  .isEqualTo("store: does not answer, whether this was done is not known yet");
              assertThat(rejected.problem().hint())
                  .isEqualTo("repeat it with the same `Idempotency-Key`: it is done at most once");
            });
  }
}
