package dev.continuo.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Five thousand open event streams of one server, read by one thread. */
final class Streams {
  private static final int STREAMS = 5_000;
  private static final int ROUNDS = 11;
  private static final int MISSED_RUNS = 20;
  private static final long ROUND_NANOS_MAX = 30_000_000_000L;
  private static final double LAST_MILLIS_MAX = 150;
  private static final String BODY = Remote.submission("tasks:\n  one: {run: \":\"}\n");

  /** One reader: what it has seen, and how its bytes are cut into lines. */
  private static final class Reader {
    final SocketChannel channel;
    private final StringBuilder line = new StringBuilder();
    private boolean bodyBegun;
    long last;

    Reader(SocketChannel channel, long last) {
      this.channel = channel;
      this.last = last;
    }

    void take(ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        var next = (char) (bytes.get() & 0xFF);
        if (next == '\n') {
          line();
          line.setLength(0);
        } else if (line.length() < 64) {
          line.append(next);
        }
      }
    }

    private void line() {
      bodyBegun |= line.length() > 0 && line.charAt(0) == ':';
      if (line.indexOf("id: ") == 0) {
        var id = Long.parseLong(line.toString().strip().substring(4));
        if (id != last + 1) {
          throw new IllegalStateException("event " + id + " follows " + last);
        }
        last = id;
      }
    }
  }

  private final Selector selector = Selector.open();
  private final List<Reader> readers = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
  private final Remote remote;

  private Streams(Remote remote) throws IOException {
    this.remote = remote;
  }

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var remote = Remote.start(place.folder().resolve("home"));
        var wire = remote.wire()) {
      remote.limit(wire, 0);
      var streams = new Streams(remote);
      try {
        return streams.measured(wire, place);
      } finally {
        streams.closeAll();
      }
    }
  }

  private List<Figure> measured(Wire wire, Part.Place place) throws IOException {
    var head = sequence(wire);
    for (int i = 0; i < STREAMS; i++) {
      open(head);
    }
    until(reader -> reader.bodyBegun);
    handOff(wire);
    var load = Load.begin(remote.pid(), place.folder());
    var millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      millis[i] = handOff(wire);
    }
    var busy = load.told();
    var last = Samples.of(millis);
    return List.of(
        Figure.of("5,000 event streams: the last hand-off", last.median(), last.rounds("ms"))
            .against("≤ 150 ms", last.median() <= LAST_MILLIS_MAX)
            .beside("three events a round, counted from the acknowledgement")
            .saturated(busy),
        reconnected(wire));
  }

  /** Everybody leaves, something happens, and everybody comes back for it. */
  private Figure reconnected(Wire wire) throws IOException {
    var seen = readers.getFirst().last;
    closeAll();
    for (int i = 0; i < MISSED_RUNS; i++) {
      sequence(wire);
    }
    var head = sequence(wire);
    var begun = System.nanoTime();
    for (int i = 0; i < STREAMS; i++) {
      open(seen);
    }
    until(reader -> reader.last >= head);
    var millis = (System.nanoTime() - begun) / 1e6;
    return Figure.of(
            "5,000 reconnects: nothing missed",
            millis,
            "each of 5,000 has all %d events, without a gap, after %s ms"
                .formatted(head - seen, Samples.number(millis)))
        .against("nothing missed", true);
  }

  /** Milliseconds from an acknowledgement to the moment when the last reader has its event. */
  private double handOff(Wire wire) throws IOException {
    var head = sequence(wire);
    var begun = System.nanoTime();
    until(reader -> reader.last >= head);
    return (System.nanoTime() - begun) / 1e6;
  }

  private static long sequence(Wire wire) throws IOException {
    return Long.parseLong(wire.post("/v1/runs", BODY).ok().value("sequence"));
  }

  private interface Condition {
    boolean holds(Reader reader);
  }

  /** A stream that is refused gets no body of comments and events, and is counted as waiting. */
  private void until(Condition condition) throws IOException {
    var deadline = System.nanoTime() + ROUND_NANOS_MAX;
    var waiting = readers.stream().filter(reader -> !condition.holds(reader)).count();
    while (waiting > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(waiting + " streams did not get their events");
      }
      selector.select(100);
      for (var key : selector.selectedKeys()) {
        var reader = (Reader) key.attachment();
        var before = condition.holds(reader);
        read(reader);
        waiting -= !before && condition.holds(reader) ? 1 : 0;
      }
      selector.selectedKeys().clear();
    }
  }

  private void read(Reader reader) throws IOException {
    if (reader.channel.read(buffer.clear()) < 0) {
      throw new IOException("the server closed a stream");
    }
    reader.take(buffer.flip());
  }

  private void open(long after) throws IOException {
    var at = URI.create(remote.url());
    var channel = SocketChannel.open(new InetSocketAddress(at.getHost(), at.getPort()));
    var request =
        """
        GET /v1/events HTTP/1.1\r
        Host: 127.0.0.1\r
        Authorization: Bearer %s\r
        Accept: text/event-stream\r
        Last-Event-ID: %d\r
        \r
        """
            .formatted(remote.token(), after);
    channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
    channel.configureBlocking(false);
    var reader = new Reader(channel, after);
    channel.register(selector, SelectionKey.OP_READ, reader);
    readers.add(reader);
  }

  private void closeAll() throws IOException {
    for (var reader : readers) {
      reader.channel.close();
    }
    readers.clear();
    selector.selectNow();
  }
}
