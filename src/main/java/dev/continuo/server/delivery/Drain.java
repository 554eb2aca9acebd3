package dev.continuo.server.delivery;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer and forgets it, so that the connection can be used again; one that is
 * too long is broken off. Its status has said everything, so it never fails.
 */
final class Drain implements BodySubscriber<Boolean> {
  static final int ANSWER_BYTES_MAX = 64 << 10;

  private final CompletableFuture<Boolean> done = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private long bytes;

  @Override
  public CompletionStage<Boolean> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> some) {
    bytes += some.stream().mapToLong(ByteBuffer::remaining).sum();
    var given = subscription;
    if (given == null) {
      return;
    }
    if (bytes > ANSWER_BYTES_MAX) {
      given.cancel();
      done.complete(false);
    } else {
      given.request(1);
    }
  }

  @Override
  public void onError(Throwable broken) {
    done.complete(false);
  }

  @Override
  public void onComplete() {
    done.complete(true);
  }
}
