package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers requests as told, over real sockets. Answers to one request follow each other; the last
 * one stays.
 */
final class FakeServer implements AutoCloseable {
  /** Does something with a connection whose request was read. */
  interface Answering {
    void answer(OutputStream to) throws IOException;
  }

  String version = "0.1.0";
  private final ServerSocket listener;
  private final Thread listening;
  private final Map<String, Deque<Answering>> answers = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> held = new CopyOnWriteArrayList<>();

  FakeServer() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listening = Thread.ofVirtual().start(this::listen);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Writes what a server writes into its data folder, and answers who it is. */
  FakeServer serves(Path home, long pid, int attempts) throws IOException {
    return serves(home, pid, attempts, "");
  }

  /** {@code more} are further members of what it says of itself, each with a comma before it. */
  FakeServer serves(Path home, long pid, int attempts, String more) throws IOException {
    on(
        "GET /v1/server",
        200,
        """
        {"version":"%s","pid":%d,"url":"%s","startedAt":"2026-11-21T11:00:00Z",\
        "store":{"head":7,"floor":0},"attempts":{"limit":20,"used":%d}%s}"""
            .formatted(version, pid, url(), attempts, more));
    Files.createDirectories(home);
    Files.writeString(home.resolve("token"), "secret\n");
    Files.writeString(
        home.resolve("server.json"), "{\"pid\":%d,\"url\":\"%s\"}".formatted(pid, url()));
    return this;
  }

  FakeServer on(String request, int status, String body) {
    return on(request, status, "", body);
  }

  FakeServer on(String request, int status, String headers, String body) {
    return on(request, to -> answer(to, status, headers, body));
  }

  /** Answers with a document. */
  static void answer(OutputStream to, String body) throws IOException {
    answer(to, 200, "", body);
  }

  private static void answer(OutputStream to, int status, String headers, String body)
      throws IOException {
    var bytes = body.getBytes(UTF_8);
    var head = "HTTP/1.1 " + status + " X\r\n" + headers;
    to.write((head + "Content-Length: " + bytes.length + "\r\n\r\n").getBytes(UTF_8));
    to.write(bytes);
  }

  /** Streams the events in chunks, and then stays silent or, if told so, goes away. */
  FakeServer streams(String request, End end, String... events) {
    return on(
        request,
        to -> {
          // In one piece: a reader that has seen the first event has the last one too.
          var all = new ByteArrayOutputStream();
          all.writeBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
          for (var event : events) {
            var message = (": alive\n\nid: 1\nevent: x\ndata: " + event + "\n\n").getBytes(UTF_8);
            all.writeBytes((Integer.toHexString(message.length) + "\r\n").getBytes(UTF_8));
            all.writeBytes(message);
            all.writeBytes("\r\n".getBytes(UTF_8));
          }
          to.write(all.toByteArray());
          to.flush();
          if (end == End.SILENCE) {
            throw new HeldOpen();
          }
        });
  }

  /** What comes after the last event. */
  enum End {
    SILENCE,
    CUT
  }

  synchronized FakeServer on(String request, Answering answer) {
    answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(answer);
    return this;
  }

  /** Method, path and body of what was asked, in order, without the questions who the server is. */
  List<String> requests() {
    return requests.stream().filter(request -> !request.startsWith("GET /v1/server")).toList();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      var from = new BufferedInputStream(socket.getInputStream());
      var first = Client.line(from).replace(" HTTP/1.1", "");
      var headers = headers(from);
      var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      var body = new String(from.readNBytes(length), UTF_8);
      requests.add(body.isEmpty() ? first : first + " " + body);
      if ("Bearer secret".equals(headers.get("authorization"))) {
        answer(first).answer(socket.getOutputStream());
      } else {
        socket
            .getOutputStream()
            .write("HTTP/1.1 401 X\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
      }
      socket.close();
    } catch (HeldOpen e) {
      held.add(socket);
    } catch (IOException e) {
      held.add(socket);
    }
  }

  private static Map<String, String> headers(InputStream from) throws IOException {
    var headers = new HashMap<String, String>();
    for (var line = Client.line(from); !line.isEmpty(); line = Client.line(from)) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private synchronized Answering answer(String request) {
    var queue = answers.get(request);
    if (queue == null) {
      var problem = "{\"detail\":\"nobody scripted `" + request + "`\",\"hint\":\"\"}";
      return to ->
          to.write(
              ("HTTP/1.1 500 X\r\nContent-Length: " + problem.length() + "\r\n\r\n" + problem)
                  .getBytes(UTF_8));
    }
    return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    ended(listening);
    for (var socket : new ArrayList<>(held)) {
      socket.close();
    }
  }

  /** As long as somebody waits for a connection, the closed socket takes one more. */
  private static void ended(Thread listening) {
    try {
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class HeldOpen extends IOException {
    private static final long serialVersionUID = 1;
  }
}
