package dev.continuo.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a server listens, and the token that it asks for. Only this machine's addresses are taken:
 * the token would travel in the clear.
 */
record Endpoint(String host, int port, String token) {
  /** The endpoint of {@code http://HOST:PORT}; empty when it is none on this machine. */
  static Optional<Endpoint> parse(String url, String token) {
    try {
      var uri = new URI(url);
      var host = uri.getHost();
      return "http".equals(uri.getScheme()) && host != null && loopback(host) && uri.getPort() > 0
          ? Optional.of(new Endpoint(host, uri.getPort(), token))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean loopback(String host) {
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
