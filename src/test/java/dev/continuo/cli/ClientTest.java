package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {
  private final FakeServer server = new FakeServer();

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void chunks_are_put_together_and_their_end_is_the_end() throws IOException {
    var body =
        new ChunkedBody(
            new ByteArrayInputStream(
                "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nrest".getBytes(UTF_8)));

    assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("abc0123456789");
  }

  @ParameterizedTest
  @CsvSource({"'5\r\nabc'", "'3\r\nabc\r\n'", "'zz\r\n'", "''"})
  void a_body_that_breaks_off_is_no_body(String text) {
    var body = new ChunkedBody(new ByteArrayInputStream(text.getBytes(UTF_8)));

    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void fewer_bytes_than_announced_are_a_broken_connection() {
    assertThatThrownBy(() -> answered("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void without_a_length_the_body_ends_with_the_connection() throws IOException {
    var answer = answered("HTTP/1.1 404 Not Found\r\nX-Y:  z \r\n\r\nabc");

    assertThat(new String(answer.body(), UTF_8)).isEqualTo("abc");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("x-y")).isEqualTo("z");
  }

  @ParameterizedTest
  @CsvSource({"SSH-2.0-OpenSSH", "HTTP/1.1 abc", "HTTP/1.1", "GET / HTTP/1.1"})
  void what_speaks_something_else_is_no_server(String line) {
    assertThatThrownBy(() -> answered(line + "\r\n\r\n")).hasMessage("does not speak HTTP");
  }

  @Test
  void silence_is_not_waited_for_for_ever() {
    server.streams("GET /x", FakeServer.End.SILENCE);
    var client = new Client(endpoint(), Duration.ofMillis(50));

    assertThatThrownBy(() -> client.send(Client.Request.get("/x")))
        .isInstanceOf(SocketTimeoutException.class);
  }

  private Answer answered(String text) throws IOException {
    server.on("GET /x", to -> to.write(text.getBytes(UTF_8)));
    return new Client(endpoint(), Duration.ofSeconds(20)).send(Client.Request.get("/x"));
  }

  private Endpoint endpoint() {
    return Endpoint.parse(server.url(), "secret").orElseThrow();
  }
}
