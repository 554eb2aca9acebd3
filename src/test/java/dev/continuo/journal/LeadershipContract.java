package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Batch;
import dev.continuo.journal.FailingJournal.Fate;
import dev.continuo.journal.Journal.Appended;
import dev.continuo.journal.Journal.Resolved;
import dev.continuo.task.RunId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of an append, whatever happens to it and whoever leads by then. */
public interface LeadershipContract extends JournalOpened {
  /** A candidate for the leadership, whose appends fail as the test says. */
  record Leader(FailingJournal journal, Host host) {
    /** Decides a run, and appends it as the fate says. */
    Appended submit(String run, Fate fate) {
      host.decide(Plans.of(run, 1), Optional.empty());
      host.settle();
      journal.next(fate, "the connection dropped");
      return host.append();
    }

    Appended submit(String run) {
      return submit(run, Fate.COMMITTED);
    }

    Batch batch() {
      return host.batch();
    }

    void undo() {
      host.core().engine().undo();
    }
  }

  private Leader leader() {
    var core = Core.fresh();
    var journal = new FailingJournal(opened(core));
    return new Leader(journal, new Host(core, journal));
  }

  private static Optional<String> name(Leader leader, long run) {
    return leader.journal().reader().run(new RunId(run)).map(it -> it.spec().name());
  }

  @Test
  default void each_candidate_knows_who_led_before_it() {
    var first = leader();
    var unheard = leader();
    first.submit("first");
    var second = leader();

    assertThat(first.journal().leadership().before()).isZero();
    assertThat(unheard.journal().leadership().before()).isZero();
    assertThat(second.journal().leadership().before())
        .isEqualTo(first.journal().leadership().own());
    assertThat(second.journal().leadership().own())
        .isNotIn(0L, first.journal().leadership().own(), unheard.journal().leadership().own());
  }

  @Test
  default void a_failed_batch_is_not_there_and_succeeds_later() {
    var leader = leader();
    leader.submit("first");
    var head = leader.journal().head();

    assertThat(leader.submit("second", Fate.FAILED))
        .isEqualTo(new Appended.Failed("the connection dropped"));

    assertThat(leader.journal().head()).isEqualTo(head);
    assertThat(name(leader, 2)).isEmpty();
    assertThat(leader.host().append()).isEqualTo(new Appended.Committed());
    assertThat(name(leader, 2)).contains("second");
    assertThat(Core.snapshot(leader.journal())).isEqualTo(leader.host().core().rows());
  }

  @Test
  default void an_unknown_batch_that_was_written_is_in() {
    var leader = leader();
    leader.submit("first");

    assertThat(leader.submit("second", Fate.WRITTEN)).isInstanceOf(Appended.Unknown.class);

    assertThat(leader.journal().resolve(leader.batch())).isEqualTo(new Resolved.In());
    leader.host().core().engine().committed();
    assertThat(leader.submit("third")).isEqualTo(new Appended.Committed());
    assertThat(Core.snapshot(leader.journal())).isEqualTo(leader.host().core().rows());
  }

  @Test
  default void an_unknown_batch_that_was_not_written_is_out_for_good_and_can_be_appended_again() {
    var leader = leader();
    leader.submit("first");

    assertThat(leader.submit("second", Fate.LOST)).isInstanceOf(Appended.Unknown.class);

    var batch = leader.batch();
    assertThat(leader.journal().resolve(batch)).isEqualTo(new Resolved.Out());
    assertThat(name(leader, 2)).isEmpty();
    assertThat(leader.host().append()).isEqualTo(new Appended.Committed());
    assertThat(leader.journal().resolve(batch)).isEqualTo(new Resolved.In());
    assertThat(Core.snapshot(leader.journal())).isEqualTo(leader.host().core().rows());
  }

  @Test
  default void the_very_first_batch_of_a_leader_can_be_unknown_too() {
    var lost = leader();
    lost.submit("first", Fate.LOST);
    assertThat(lost.journal().resolve(lost.batch())).isEqualTo(new Resolved.Out());

    var written = leader();
    written.submit("first", Fate.WRITTEN);
    assertThat(written.journal().resolve(written.batch())).isEqualTo(new Resolved.In());
  }

  @Test
  default void as_long_as_the_store_is_away_nothing_is_said_about_a_batch() {
    var leader = leader();
    leader.submit("first");
    leader.submit("second", Fate.WRITTEN);
    leader.journal().leave();

    assertThat(leader.journal().resolve(leader.batch()))
        .isEqualTo(new Resolved.Unavailable("it is away"));

    leader.journal().comeBack();
    assertThat(leader.journal().resolve(leader.batch())).isEqualTo(new Resolved.In());
  }

  @Test
  default void who_is_no_longer_the_leader_writes_nothing_any_more() {
    var old = leader();
    old.submit("first");
    var fresh = leader();
    fresh.submit("second");
    var head = fresh.journal().head();

    var fenced = new Appended.Fenced("leader " + fresh.journal().leadership().own());
    assertThat(old.submit("of the old one")).isEqualTo(fenced);
    old.undo();
    assertThat(old.submit("once more")).isEqualTo(fenced);

    assertThat(fresh.journal().head()).isEqualTo(head);
    assertThat(name(fresh, 2)).contains("second");
    assertThat(fresh.submit("third")).isEqualTo(new Appended.Committed());
    assertThat(Core.snapshot(fresh.journal())).isEqualTo(fresh.host().core().rows());
  }

  @Test
  default void of_two_candidates_the_first_to_append_leads() {
    var one = leader();
    var two = leader();

    assertThat(two.submit("of two")).isEqualTo(new Appended.Committed());
    assertThat(one.submit("of one")).isInstanceOf(Appended.Fenced.class);

    assertThat(name(two, 1)).contains("of two");
  }

  @Test
  default void who_has_not_seen_the_newest_events_cannot_lead() {
    var leads = leader();
    leads.submit("first");
    var late = leader();
    leads.submit("second");

    assertThat(late.submit("of the late one"))
        .isEqualTo(new Appended.Fenced("leader " + leads.journal().leadership().own()));

    assertThat(leads.submit("third")).isEqualTo(new Appended.Committed());
    assertThat(name(leads, 3)).contains("third");
  }

  @Test
  default void a_lost_batch_is_out_although_another_leader_holds_its_numbers() {
    var old = leader();
    old.submit("first");
    old.submit("of the old one", Fate.LOST);
    var fresh = leader();
    fresh.submit("of the new one");
    assertThat(fresh.journal().head().sequence())
        .isEqualTo(old.batch().events().getLast().sequence());

    assertThat(old.journal().resolve(old.batch())).isEqualTo(new Resolved.Out());

    old.undo();
    assertThat(old.submit("again")).isInstanceOf(Appended.Fenced.class);
    assertThat(name(fresh, 2)).contains("of the new one");
  }

  @Test
  default void a_lost_first_batch_is_out_although_another_candidate_holds_its_numbers() {
    var one = leader();
    var two = leader();
    one.submit("of one", Fate.LOST);
    two.submit("of two");

    assertThat(one.journal().resolve(one.batch())).isEqualTo(new Resolved.Out());
    assertThat(two.submit("goes on")).isEqualTo(new Appended.Committed());
  }

  @Test
  default void a_written_batch_is_in_although_another_leader_has_gone_on_from_it() {
    var old = leader();
    old.submit("first");
    old.submit("of the old one", Fate.WRITTEN);
    var fresh = leader();
    fresh.submit("of the new one");

    assertThat(old.journal().resolve(old.batch())).isEqualTo(new Resolved.In());

    assertThat(name(fresh, 2)).contains("of the old one");
    assertThat(name(fresh, 3)).contains("of the new one");
  }
}
