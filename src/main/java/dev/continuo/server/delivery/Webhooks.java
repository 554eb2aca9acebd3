package dev.continuo.server.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.delivery.Deliver;
import dev.continuo.delivery.Deliveries;
import dev.continuo.delivery.Delivery;
import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.delivery.Receiver;
import dev.continuo.host.Reports;
import dev.continuo.server.effect.Attempts;
import dev.continuo.server.effect.EffectExecutor;
import dev.continuo.server.effect.Lanes;
import dev.continuo.task.Text;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Tells receivers what they are to be told, by HTTP: one request of a receiver at a time, and a
 * slow receiver holds up no other, for there are as many threads as there can be receivers.
 *
 * <p>What came of a try is reported, and the engine says when the next one is; a try that was under
 * way when a server ended is made again by the next, with the same id.
 */
public final class Webhooks implements EffectExecutor<Deliver> {
  private final Deliveries deliveries;
  private final Reports reports;
  private final Function<Text, String> texts;
  private final Function<String, Optional<String>> secrets;
  private final InstantSource clock;
  private final Post post;
  private final Attempts<Deliver> attempts;

  /**
   * Delivers for this store.
   *
   * @param loop runs on the loop's thread
   * @param texts reads the result of a task; may throw {@link UncheckedIOException}
   * @param secrets the value of a secret, as it is now
   */
  public Webhooks(
      Deliveries deliveries,
      Reports reports,
      Executor loop,
      Function<Text, String> texts,
      Function<String, Optional<String>> secrets) {
    this(deliveries, reports, loop, texts, secrets, InstantSource.system(), Post.Patience.USUAL);
  }

  Webhooks(
      Deliveries deliveries,
      Reports reports,
      Executor loop,
      Function<Text, String> texts,
      Function<String, Optional<String>> secrets,
      InstantSource clock,
      Post.Patience patience) {
    this.deliveries = deliveries;
    this.reports = reports;
    this.texts = texts;
    this.secrets = secrets;
    this.clock = clock;
    this.post = new Post(patience, clock);
    this.attempts =
        new Attempts<>(new Lanes("deliveries", Receiver.RECEIVERS_MAX), loop, new Delivering());
  }

  @Override
  public Set<Class<? extends Deliver>> kinds() {
    return Set.of(Deliver.class);
  }

  @Override
  public void release(Deliver wanted) {
    attempts.release(wanted);
  }

  private final class Delivering implements Attempts.Duty<Deliver> {
    @Override
    public String lane(Deliver wanted) {
      return wanted.delivery().receiver();
    }

    @Override
    public Optional<Attempts.Act> prepare(Deliver wanted) {
      return deliveries
          .wanted(wanted)
          .map(now -> _ -> deliver(wanted, now.receiver(), now.delivery()));
    }

    @Override
    public String delayed(Deliver wanted) {
      return "delivery " + wanted.delivery() + ": cannot be made now";
    }

    @Override
    public void failed(Deliver wanted, Throwable why) {
      var problem = "bug: sending it ended with " + why.getClass().getSimpleName();
      report(wanted, new Answer.Failed(problem, Optional.empty()));
    }
  }

  /** What breaks off because this server ends says nothing about the receiver. */
  private void deliver(Deliver wanted, Receiver receiver, Delivery delivery) {
    try {
      var answer = sent(receiver, delivery);
      if (!Thread.currentThread().isInterrupted()) {
        report(wanted, answer);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer sent(Receiver receiver, Delivery delivery) throws InterruptedException {
    HttpRequest request;
    try {
      request = request(receiver, delivery);
    } catch (Unsendable unsendable) {
      return new Answer.Failed(String.valueOf(unsendable.getMessage()), Optional.empty());
    }
    return post.send(request);
  }

  private HttpRequest request(Receiver receiver, Delivery delivery) throws Unsendable {
    var body = Message.of(delivery, result(delivery));
    var fact = delivery.fact();
    var timestamp = clock.instant().getEpochSecond();
    var request =
        builder(receiver)
            .header("content-type", "application/json")
            .header("user-agent", "continuo")
            .header("webhook-id", delivery.message())
            .header("webhook-timestamp", Long.toString(timestamp))
            .header("continuo-event", fact.kind().word())
            .header("continuo-run", fact.run().toString())
            .header("continuo-skipped", Integer.toString(delivery.skipped()))
            .POST(BodyPublishers.ofString(body, UTF_8));
    if (receiver.secret().isPresent()) {
      request.header(
          "webhook-signature", signature(receiver.secret().get(), delivery, timestamp, body));
    }
    return request.build();
  }

  private static HttpRequest.Builder builder(Receiver receiver) throws Unsendable {
    try {
      return HttpRequest.newBuilder(URI.create(receiver.url()));
    } catch (IllegalArgumentException unusable) {
      throw new Unsendable("its URL cannot be used, " + unusable.getMessage());
    }
  }

  private String result(Delivery delivery) throws Unsendable {
    try {
      return texts.apply(delivery.fact().result());
    } catch (UncheckedIOException unreadable) {
      throw new Unsendable("the result of the task cannot be read");
    }
  }

  /** Nothing is ever sent unsigned to a receiver that expects a signature. */
  private String signature(String name, Delivery delivery, long timestamp, String body)
      throws Unsendable {
    var secret =
        secrets.apply(name).orElseThrow(() -> new Unsendable("secret `" + name + "` is not set"));
    try {
      return Signature.of(secret, delivery.message(), timestamp, body);
    } catch (IllegalArgumentException noKey) {
      throw new Unsendable("secret `" + name + "` has no Base64 key after `whsec_`");
    }
  }

  private void report(Deliver wanted, Answer answer) {
    reports.report(
        new DeliveryCommand.Report(wanted.delivery(), wanted.attempt(), answer), _ -> {});
  }

  /** A request cannot even be made; the message says why. */
  private static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1;

    Unsendable(String problem) {
      super(problem);
    }
  }

  @Override
  public void close() {
    attempts.close();
    post.close();
  }
}
