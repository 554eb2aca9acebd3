package dev.continuo.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.GeneratedPart;
import dev.continuo.operation.CallerKind;
import dev.continuo.operation.Http;
import dev.continuo.operation.Operation;
import dev.continuo.operation.Operations;
import dev.continuo.operation.Scope;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of operations and callers is made from the declarations, and holds over HTTP. */
class AuthorisationReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/authorisation.md");
  private static final String NO = "no";

  @TempDir Path folder;

  @Test
  void the_page_has_every_kind_of_caller() throws IOException {
    var rows =
        Arrays.stream(CallerKind.values())
            .map(each -> "| %s | %s |".formatted(each.word(), each.meaning()))
            .collect(Collectors.joining("\n"));

    new GeneratedPart(PAGE, "callers").holds("| caller | who that is |\n|---|---|\n" + rows);
  }

  @Test
  void the_page_has_every_operation_with_the_rights_of_each_caller() throws IOException {
    var callers = Arrays.stream(CallerKind.values()).map(CallerKind::word).toList();
    var head = "| operation | request | " + String.join(" | ", callers) + " | repetition |\n";
    var line = "|" + "---|".repeat(callers.size() + 3) + "\n";
    var rows =
        Operations.DECLARED.stream()
            .sorted(Comparator.comparing(Operation::name))
            .map(AuthorisationReferenceTest::row)
            .collect(Collectors.joining("\n"));

    new GeneratedPart(PAGE, "operations").holds(head + line + rows);
  }

  private static String row(Operation<?, ?> operation) {
    var http = operation.http();
    var cells =
        Arrays.stream(CallerKind.values())
            .map(caller -> operation.scope(caller).map(Scope::words).orElse(NO));
    var request = "`" + http.method() + " " + http.path() + "`";
    return Stream.of(
            Stream.of("`" + operation.name() + "`", request),
            cells,
            Stream.of(operation.repetition().words()))
        .flatMap(part -> part)
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Every cell of the page, tried with a real token of that caller on one's own and another's. */
  @Test
  void every_cell_holds() throws IOException {
    var wrong = new ArrayList<String>();
    var tried = 0;
    for (var row : rows()) {
      for (var caller : List.of(CallerKind.PERSON, CallerKind.ATTEMPT, CallerKind.STRANGER)) {
        var cell = row.get(2 + caller.ordinal());
        for (var own : List.of(true, false)) {
          tried++;
          var status = status(row.getFirst(), caller, own);
          var refused = status == 401 || status == 403;
          if (refused == allowed(cell, own)) {
            wrong.add(row.getFirst() + " by " + caller + ", own: " + own + ", got " + status);
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(tried).isEqualTo(Operations.DECLARED.size() * 3 * 2);
  }

  private static boolean allowed(String cell, boolean own) {
    return switch (cell) {
      case NO -> false;
      case "any" -> true;
      case "own task", "own run" -> own;
      default -> throw new AssertionError("unknown cell " + cell);
    };
  }

  private static List<List<String>> rows() throws IOException {
    return Files.readAllLines(PAGE, UTF_8).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> List.of(line.substring(2).split(" \\| ?")))
        .toList();
  }

  /** On a server of its own, because some operations change what others find. */
  private int status(String name, CallerKind caller, boolean own) throws IOException {
    var operation =
        Operations.DECLARED.stream()
            .filter(each -> name.equals("`" + each.name() + "`"))
            .findFirst()
            .orElseThrow();
    try (var server = new TestServer(Files.createTempDirectory(folder, "store"))) {
      var turn = server.launch(server.run("a"), "a");
      var other = server.launch(server.run("a"), "a");
      var uri = URI.create(server.http.url() + path(operation, own ? turn : other));
      var request =
          HttpRequest.newBuilder(uri)
              .method(operation.http().method(), BodyPublishers.noBody())
              .header("Accept", operation.http().media().type());
      token(server, caller, turn).forEach((header, value) -> request.header(header, value));
      return server.send(request).statusCode();
    }
  }

  private static Map<String, String> token(TestServer server, CallerKind caller, TurnId turn) {
    return switch (caller) {
      case PERSON -> Map.of("Authorization", "Bearer " + TestServer.TOKEN);
      case ATTEMPT -> Map.of("Authorization", "Bearer " + server.turnTokens.tokenFor(turn));
      case STRANGER -> Map.of();
      case ORCHESTRATOR, READER -> throw new AssertionError("no token is issued yet");
    };
  }

  private static String path(Operation<?, ?> operation, TurnId turn) {
    var path =
        operation
            .http()
            .path()
            .replace("{run}", turn.task().run().toString())
            .replace("{task}", turn.task().toString())
            .replace("{name*}", "a")
            .replace("{secret}", "KEY")
            .replace("{receiver}", "ci")
            .replace("{limit}", "attempts");
    if (operation.http().media() == Http.Media.EVENTS) {
      // a stream would not end by itself, so it begins where nothing is yet
      return path + "?after=999999";
    }
    return operation.members(Operation.Source.PARAMETER).contains("timeoutMs")
        ? path + "?timeoutMs=0"
        : path;
  }
}
