package dev.continuo.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One connection to the server, kept open, as lean as HTTP allows: on a machine of two cores the
 * client's work is taken from the server's.
 */
final class Wire implements AutoCloseable {
  /** What was answered. */
  record Answer(int status, String body) {
    /** The text of a JSON property whose value is a plain text or number. */
    String value(String name) {
      var at = body.indexOf("\"" + name + "\":");
      if (at < 0) {
        throw new IllegalStateException("no `" + name + "` in " + body);
      }
      var from = at + name.length() + 3;
      var quoted = body.charAt(from) == '"';
      var to = from + (quoted ? 1 : 0);
      while (quoted ? body.charAt(to) != '"' : ",}]".indexOf(body.charAt(to)) < 0) {
        to++;
      }
      return body.substring(from + (quoted ? 1 : 0), to);
    }

    Answer ok() {
      if (status >= 300) {
        throw new IllegalStateException("refused: " + status + " " + body);
      }
      return this;
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final String token;

  private Wire(Socket socket, String token) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    this.token = token;
  }

  static Wire open(String url, String token) throws IOException {
    var at = URI.create(url);
    var socket = new Socket(at.getHost(), at.getPort());
    socket.setTcpNoDelay(true);
    return new Wire(socket, token);
  }

  Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  Answer post(String path, String body) throws IOException {
    return send("POST", path, body);
  }

  Answer put(String path, String body) throws IOException {
    return send("PUT", path, body);
  }

  private Answer send(String method, String path, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    var head =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(method, path, token, bytes.length)
            .getBytes(ISO_8859_1);
    var whole = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(bytes, 0, whole, head.length, bytes.length);
    socket.getOutputStream().write(whole);
    return answer();
  }

  private Answer answer() throws IOException {
    var status = Integer.parseInt(line().split(" ")[1]);
    var length = 0;
    var chunked = false;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    if (!chunked) {
      return new Answer(status, new String(in.readNBytes(length), UTF_8));
    }
    var body = new StringBuilder();
    for (var size = size(); size > 0; size = size()) {
      body.append(new String(in.readNBytes(size), UTF_8));
      line();
    }
    line();
    return new Answer(status, body.toString());
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
