package dev.continuo.http;

import dev.continuo.operation.Output;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What turns have written, in memory. */
final class Written implements Output {
  private final Map<TurnId, byte[]> bytes = new ConcurrentHashMap<>();
  private final Set<TurnId> cleared = ConcurrentHashMap.newKeySet();
  private final Map<TurnId, Runnable> watches = new ConcurrentHashMap<>();
  private final CountDownLatch watched = new CountDownLatch(1);

  /** All that the turn has written, the new with the old; one byte cannot be read. */
  void put(TurnId turn, byte[] all) {
    bytes.put(turn, all);
    watches.getOrDefault(turn, () -> {}).run();
  }

  /** Whether anybody waits for more. */
  boolean watched() throws InterruptedException {
    return watched.await(20, TimeUnit.SECONDS);
  }

  private byte[] of(TurnId turn) throws IOException {
    var all = bytes.getOrDefault(turn, new byte[0]);
    if (all.length == 1) {
      throw new IOException("cannot be read");
    }
    return all;
  }

  @Override
  public byte[] read(TurnId turn, long offset, int max, Growth growth) throws IOException {
    var all = of(turn);
    var from = (int) Math.min(offset, all.length);
    return Arrays.copyOfRange(all, from, (int) Math.min(from + (long) max, all.length));
  }

  /** Forgets the turn, as a clearing does. */
  void clear(TurnId turn) {
    cleared.add(turn);
  }

  @Override
  public boolean kept(TurnId turn) {
    return !cleared.contains(turn);
  }

  @Override
  public long size(TurnId turn) throws IOException {
    return of(turn).length;
  }

  @Override
  public Watch watch(TurnId turn, Runnable grown) {
    watches.put(turn, grown);
    watched.countDown();
    return () -> watches.remove(turn);
  }
}
