package dev.continuo.server.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.Features;
import dev.continuo.engine.Effect;
import dev.continuo.engine.StepBug;
import dev.continuo.host.Commits;
import dev.continuo.run.RunEffect;
import dev.continuo.task.TaskEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectRegisterTest {
  private record Ring(String bell) implements Effect {}

  private record Wave(int hand) implements Effect {}

  private final List<String> done = new ArrayList<>();

  private class Performer<E extends Effect> implements EffectExecutor<E> {
    private final Class<E> kind;

    Performer(Class<E> kind) {
      this.kind = kind;
    }

    @Override
    public Set<Class<? extends E>> kinds() {
      return Set.of(kind);
    }

    @Override
    public void release(E effect) {
      done.add(effect.toString());
    }

    @Override
    public void resume(List<E> wanted) {
      done.add(kind.getSimpleName() + " " + wanted.size());
    }

    @Override
    public void close() {
      done.add("closed " + kind.getSimpleName());
    }
  }

  private final EffectExecutor<Ring> ringer = new Performer<>(Ring.class);
  private final EffectExecutor<Wave> waver = new Performer<>(Wave.class);

  private static EffectRegister register(
      List<Class<? extends Effect>> kinds, EffectExecutor<?>... executors) {
    return new EffectRegister(
        Features.create().tables(), kinds, List.of(executors), new Commits(), _ -> {});
  }

  @Test
  void an_effect_goes_to_the_executor_of_its_kind() {
    var register = register(List.of(Ring.class, Wave.class), ringer, waver);

    register.release(List.of(new Wave(1), new Ring("a"), new Wave(2)));

    assertThat(done).containsExactly("Wave[hand=1]", "Ring[bell=a]", "Wave[hand=2]");
  }

  @Test
  void after_a_start_each_executor_knows_all_that_is_wanted_even_if_it_is_nothing() {
    var register = register(List.of(Ring.class, Wave.class), ringer, waver);

    register.resume(List.of(new Wave(1)));
    register.close();

    assertThat(done)
        .containsExactly("Ring 0", "Wave 1", "Wave[hand=1]", "closed Wave", "closed Ring");
  }

  @Test
  void a_kind_without_an_executor_or_with_two_is_a_bug_at_the_start() {
    assertThatThrownBy(() -> register(List.of(Ring.class, Wave.class), ringer))
        .hasMessage("bug: no executor for " + Wave.class.getName());
    assertThatThrownBy(() -> register(List.of(Ring.class), ringer, new Performer<>(Ring.class)))
        .hasMessage("bug: two executors for " + Ring.class.getName());
    assertThatThrownBy(() -> register(List.of(), ringer).release(List.of(new Wave(7))))
        .hasMessage("bug: effect `Wave`: no executor for Wave[hand=7]");
  }

  @Test
  void a_bug_in_an_executor_is_named_after_the_effect_also_after_a_start() {
    var broken =
        new Performer<Wave>(Wave.class) {
          @Override
          public void release(Wave effect) {
            throw new IllegalStateException("bug: no hand");
          }
        };
    var register = register(List.of(Wave.class), broken);

    assertThatThrownBy(() -> register.resume(List.of(new Wave(1))))
        .isInstanceOf(StepBug.class)
        .hasMessage("bug: effect `Wave`: no hand");
  }

  @Test
  void the_features_name_their_effects() {
    assertThat(Features.create().effects())
        .contains(TaskEffect.Keep.class, RunEffect.FeedTasks.class)
        .allMatch(Effect.class::isAssignableFrom);
  }
}
