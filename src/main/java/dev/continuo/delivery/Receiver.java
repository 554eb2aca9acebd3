package dev.continuo.delivery;

import dev.continuo.engine.Due;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Somebody outside who is told what happens. The back-off is the receiver's: while it fails, none
 * of its deliveries is tried but the first.
 *
 * @param kinds what it is told, in the order of {@link Fact.Kind}
 * @param secret the name of the secret that its deliveries are signed with
 * @param trouble how it has been failing since its last acknowledgement
 * @param head the first of its deliveries that is not acknowledged
 * @param missed how many facts were not kept for it because too many were waiting
 * @param gap how many of those since the newest delivery was kept for it
 * @param since when it began to stand so
 */
public record Receiver(
    String name,
    String url,
    List<Fact.Kind> kinds,
    Optional<String> secret,
    Stand stand,
    Optional<Trouble> trouble,
    Optional<Head> head,
    long missed,
    int gap,
    Instant added,
    Instant since)
    implements Row {
  /** Each may have a thread of its own, and each fact may become as many rows. */
  public static final int RECEIVERS_MAX = 16;

  /** A fact that comes when so many wait is not kept for the receiver, and counted. */
  public static final int WAITING_MAX = 1_000;

  public static final int NAME_CHARS_MAX = 40;
  public static final String NAME_PATTERN = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?";

  /** What every receiver is called; for sentences that say what is allowed. */
  public static final String NAME_RULE =
      "must be 1 to 40 lower-case letters, digits and `-`, not starting or ending with `-`";

  public static final int URL_CHARS_MAX = 2_048;

  /** What {@code java.net.URI} and HTTP/1.1 understand alike; no user and no fragment. */
  public static final String URL_PATTERN =
      "https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
          + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-Fa-f:.]+\\])"
          + "(?::[0-9]{1,5})?"
          + "(?:[/?](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?";

  public static final String URL_RULE =
      "must be an `http` or `https` URL without a user name, a password or a fragment";

  /** One that has failed for so long without an acknowledgement is parked. */
  public static final Duration FAILING_MAX = Duration.ofDays(3);

  /** Before it has failed so often it is not parked: the machine may have slept meanwhile. */
  public static final int FAILURES_MIN = 10;

  private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
  private static final Pattern URL = Pattern.compile(URL_PATTERN);

  /** How it stands. */
  public sealed interface Stand {
    /** Its first delivery is to be made now. */
    record Ready() implements Stand {}

    /** It failed, and is left alone until then. */
    record BackingOff(Instant until) implements Stand {}

    /**
     * Nothing is delivered until somebody resumes it.
     *
     * @param by who paused it; empty when its own answer did
     */
    record Paused(String by, String reason) implements Stand {}

    /** It failed for too long; nothing is delivered until somebody retries or resumes it. */
    record Parked() implements Stand {}

    /** What waits for it is being withdrawn; then it is gone. */
    record Removing() implements Stand {}

    /** The stand's word on every surface. */
    default String word() {
      return switch (this) {
        case Ready _, BackingOff _ -> "active";
        case Paused _ -> "paused";
        case Parked _ -> "parked";
        case Removing _ -> "removing";
      };
    }
  }

  /**
   * Failures without an acknowledgement between them.
   *
   * @param since when the first of them was
   * @param last what was wrong the last time
   */
  public record Trouble(int failures, Instant since, String last) {}

  /**
   * The first of a receiver's deliveries that is not acknowledged.
   *
   * @param attempt the number of the next try, or of the one that is under way
   */
  public record Head(long number, int attempt) {
    static Head first(long number) {
      return new Head(number, 1);
    }

    Head again() {
      return new Head(number, attempt + 1);
    }
  }

  public Receiver {
    kinds = List.copyOf(kinds);
  }

  /** Fails when a command is of a form that its door should have refused. */
  static void check(String name, String url, List<Fact.Kind> kinds) {
    if (!NAME.matcher(name).matches()
        || url.length() > URL_CHARS_MAX
        || !URL.matcher(url).matches()
        || kinds.isEmpty()) {
      throw new IllegalArgumentException("bug: receiver `" + name + "` cannot be of this form");
    }
  }

  static Receiver of(DeliveryEvent.ReceiverAdded added, Instant when) {
    return new Receiver(
        added.receiver(),
        added.url(),
        added.kinds(),
        added.secret(),
        new Stand.Ready(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        when,
        when);
  }

  DeliveryId delivery(Head of) {
    return new DeliveryId(name, of.number());
  }

  boolean removing() {
    return stand instanceof Stand.Removing;
  }

  private Receiver with(
      Stand next, Optional<Trouble> trouble, Optional<Head> head, Instant standSince) {
    return new Receiver(
        name, url, kinds, secret, next, trouble, head, missed, gap, added, standSince);
  }

  /** A person, or its own answer, has changed how it stands. */
  Receiver in(Stand next, Instant when) {
    return with(next, trouble, head, when);
  }

  /**
   * It is given another chance, as if it had never failed. What is wanted is another try: the
   * report of one that was under way may have come when it did not count.
   */
  Receiver forgiven(Instant when) {
    return with(new Stand.Ready(), Optional.empty(), head.map(Head::again), when);
  }

  /** Its first delivery failed, and is not tried again before {@code until}. */
  Receiver failed(String problem, Instant until, Instant when) {
    var now =
        trouble
            .map(known -> new Trouble(known.failures() + 1, known.since(), problem))
            .orElseGet(() -> new Trouble(1, when, problem));
    return with(new Stand.BackingOff(until), Optional.of(now), head.map(Head::again), when);
  }

  /** It has acknowledged its first delivery, so it works, whatever was thought of it. */
  Receiver acknowledged(Optional<DeliveryId> next, Instant when) {
    var works = stand instanceof Stand.BackingOff || stand instanceof Stand.Parked;
    return with(
        works ? new Stand.Ready() : stand,
        Optional.empty(),
        next.map(first -> Head.first(first.number())),
        works ? when : since);
  }

  /** One more delivery waits for it, behind all others. */
  Receiver queued(long number) {
    return new Receiver(
        name,
        url,
        kinds,
        secret,
        stand,
        trouble,
        head.or(() -> Optional.of(Head.first(number))),
        missed,
        0,
        added,
        since);
  }

  /** A fact is not kept for it. */
  Receiver missing() {
    return new Receiver(
        name, url, kinds, secret, stand, trouble, head, missed + 1, gap + 1, added, since);
  }

  /** Nothing waits for it any more. */
  Receiver emptied() {
    return with(stand, trouble, Optional.empty(), since);
  }

  /** Whether it is to be tried now or at a time that is known. */
  public boolean active() {
    return stand instanceof Stand.Ready || stand instanceof Stand.BackingOff;
  }

  @Override
  public boolean live() {
    return true;
  }

  /** Waits go by the calendar: a receiver does not sleep when this machine does. */
  @Override
  public Due due() {
    return switch (stand) {
      case Stand.BackingOff(var until) -> new Due.Wall(until);
      case Stand.Removing _ -> Due.NOW;
      case Stand.Ready _, Stand.Paused _, Stand.Parked _ -> Due.NEVER;
    };
  }

  @Override
  public List<Effect> wants() {
    return stand instanceof Stand.Ready
        ? head.<List<Effect>>map(first -> List.of(new Deliver(delivery(first), first.attempt())))
            .orElse(List.of())
        : List.of();
  }
}
