package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.host.LiveEngine;
import dev.continuo.journal.Journal;
import dev.continuo.operation.EventPages;
import dev.continuo.operation.Waits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamPagesTest {
  private static final int FAR_BEHIND = 5_000;

  private final LiveEngine engine = new LiveEngine();
  private final LiveStore store = new LiveStore(engine);
  private final EventPages all =
      new EventPages(store, new TestServer.PlainJson(), Optional.empty());
  private final StreamPages pages = new StreamPages(all, new Waits(engine.commits()));

  @AfterEach
  void stop() {
    engine.close();
  }

  private int limit;

  /** Each leads to one event, which can be read when this returns. */
  private void happen(int events) {
    for (int i = 0; i < events; i++) {
      limit++;
      engine.set(limit);
      engine.awaitEvent(limit);
    }
  }

  private static String text(StreamPages.Sent sent) throws IOException {
    var out = new ByteArrayOutputStream();
    sent.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void what_is_new_is_read_once_for_all_streams() throws IOException {
    happen(3);

    var first = pages.after(0);
    var second = pages.after(0);

    assertThat(text(first)).startsWith("id: 1\nevent: ").contains("\n\nid: 3\n").endsWith("\n\n");
    assertThat(first.events()).isEqualTo(3);
    assertThat(second).isSameAs(first);
    assertThat(store.eventReads).hasValue(1);
  }

  @Test
  void a_page_that_was_shared_is_followed_by_what_came_since() throws IOException {
    happen(3);
    pages.after(0);
    happen(1);

    var again = pages.after(0);
    var next = pages.after(again.next());

    assertThat(again.next()).isEqualTo(3);
    assertThat(text(next)).startsWith("id: 4\n").doesNotContain("id: 5\n");
  }

  @Test
  void nothing_is_shared_of_an_end_that_has_nothing_new() throws IOException {
    happen(1);

    var none = pages.after(1);
    happen(1);

    assertThat(none.events()).isZero();
    assertThat(text(pages.after(1))).startsWith("id: 2\n");
  }

  @Test
  void a_reader_far_behind_reads_alone() throws IOException {
    happen(FAR_BEHIND);

    var first = pages.after(0);
    var second = pages.after(0);

    assertThat(first.events()).isEqualTo(StreamPages.PAGE_EVENTS);
    assertThat(text(second)).isEqualTo(text(first));
    assertThat(store.eventReads).hasValue(2);
  }

  @Test
  void what_the_archive_has_taken_is_refused() {
    happen(3);
    store.floor = 2;

    assertThatThrownBy(() -> pages.after(1)).isInstanceOf(Journal.Archived.class);
  }
}
