package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Speaks HTTP/1.1 with a server on this machine, one socket for each request.
 *
 * <p>The JDK's own client takes longer to load than most commands take to run.
 */
final class Client {
  static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /** More than the longest wait that a server grants, which is 60 s. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(75);

  private static final int LINE_BYTES_MAX = 16 * 1024;
  private static final int HEADERS_MAX = 100;
  private static final int BODY_BYTES_MAX = 256 * 1024 * 1024;

  private final Endpoint endpoint;
  private final Duration answerMax;

  Client(Endpoint endpoint, Duration answerMax) {
    this.endpoint = endpoint;
    this.answerMax = answerMax;
  }

  /** A request; an empty body is sent as none. */
  record Request(String method, String path, Map<String, String> headers, String body) {
    static Request get(String path) {
      return new Request("GET", path, Map.of(), "");
    }

    static Request post(String path, String json) {
      return new Request("POST", path, Map.of(), json);
    }

    static Request put(String path, String json) {
      return new Request("PUT", path, Map.of(), json);
    }

    static Request delete(String path) {
      return new Request("DELETE", path, Map.of(), "");
    }

    Request with(String header, String value) {
      var more = new HashMap<>(headers);
      more.put(header, value);
      return new Request(method, path, Map.copyOf(more), body);
    }
  }

  /** Sends a request and reads the whole answer, whatever its status. */
  Answer send(Request request) throws IOException {
    try (var open = open(request)) {
      var body = open.body().readNBytes(BODY_BYTES_MAX + 1);
      if (body.length > BODY_BYTES_MAX) {
        throw new IOException("answered more than " + BODY_BYTES_MAX + " bytes");
      }
      return new Answer(open.status(), open.headers(), body);
    }
  }

  /** An answer whose body is still to be read. */
  record Open(Socket socket, int status, Map<String, String> headers, InputStream body)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Sends a request and reads the answer up to its body. */
  @SuppressWarnings(
      "resource") // The socket is the caller's with the answer, and closed here without one.
  Open open(Request request) throws IOException {
    var socket = new ClientSocket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(answerMax.toMillis()));
      var host = endpoint.host().replace("[", "").replace("]", "");
      socket.connect(
          new InetSocketAddress(host, endpoint.port()), Math.toIntExact(CONNECT_MAX.toMillis()));
      var to = socket.getOutputStream();
      var body = request.body().getBytes(UTF_8);
      to.write(head(request, body.length));
      to.write(body);
      to.flush();
      return answer(socket, new BufferedInputStream(socket.getInputStream(), 64 * 1024));
    } catch (IOException | RuntimeException e) {
      ClientSocket.awaitEnd();
      socket.close();
      throw e;
    }
  }

  private byte[] head(Request request, int length) {
    var head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(endpoint.host()).append(':').append(endpoint.port());
    head.append("\r\nConnection: close\r\n");
    if (!endpoint.token().isEmpty()) {
      head.append("Authorization: Bearer ").append(endpoint.token()).append("\r\n");
    }
    if (!request.method().equals("GET")) {
      head.append("Content-Type: application/json\r\nContent-Length: ");
      head.append(length).append("\r\n");
    }
    request.headers().forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private static Open answer(Socket socket, InputStream from) throws IOException {
    var status = line(from).split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
      throw new IOException("does not speak HTTP");
    }
    var headers = new HashMap<String, String>();
    for (var line = line(from); !line.isEmpty(); line = line(from)) {
      var colon = line.indexOf(':');
      if (colon > 0 && headers.size() < HEADERS_MAX) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new Open(socket, Integer.parseInt(status[1]), Map.copyOf(headers), body(headers, from));
  }

  private static InputStream body(Map<String, String> headers, InputStream from)
      throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return new ChunkedBody(from);
    }
    var length = headers.get("content-length");
    if (length == null) {
      return from;
    }
    try {
      return new SizedBody(from, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("answered with the length `" + length + "`", e);
    }
  }

  /** Reads up to the end of a line. */
  static String line(InputStream from) throws IOException {
    var line = new StringBuilder();
    for (int next = from.read(); next != '\n'; next = from.read()) {
      if (next < 0) {
        throw new EOFException("closed the connection");
      }
      if (line.length() == LINE_BYTES_MAX) {
        throw new IOException("sent a line of more than " + LINE_BYTES_MAX + " bytes");
      }
      line.append((char) next);
    }
    var end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }
}
