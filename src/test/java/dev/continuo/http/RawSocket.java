package dev.continuo.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly what it is told to. */
final class RawSocket implements AutoCloseable {
  private static final int READ_MILLIS_MAX = 20_000;

  final Socket socket = new Socket();
  private final InputStream in;

  RawSocket(int port) throws IOException {
    this(port, 64 << 10);
  }

  RawSocket(int port, int receiveBytes) throws IOException {
    socket.setReceiveBufferSize(receiveBytes);
    socket.setSoTimeout(READ_MILLIS_MAX);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawSocket send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** A request with the right token and {@code Connection: close}. */
  RawSocket request(String line, String... headers) throws IOException {
    var text = new StringBuilder(line).append(" HTTP/1.1\r\n");
    for (var header : headers) {
      text.append(header).append("\r\n");
    }
    return send(
        text + "Authorization: Bearer " + TestServer.TOKEN + "\r\nConnection: close\r\n\r\n");
  }

  /** Sends no more. */
  RawSocket finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** All that comes until the server closes the connection. */
  String all() throws IOException {
    var all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  /** All that comes until {@code end} has come. */
  String until(String end) throws IOException {
    var seen = new StringBuilder();
    while (seen.length() < end.length() || seen.indexOf(end, seen.length() - end.length()) < 0) {
      var next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + seen);
      }
      seen.append((char) next);
    }
    return seen.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
