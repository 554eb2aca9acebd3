package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.blob.Blobs;
import dev.continuo.engine.Event;
import dev.continuo.host.LiveEngine;
import dev.continuo.operation.Absence;
import dev.continuo.operation.EventJson;
import dev.continuo.operation.Plans;
import dev.continuo.operation.Ports;
import dev.continuo.operation.Secrets;
import dev.continuo.operation.Stopper;
import dev.continuo.operation.Usage;
import dev.continuo.run.RunCommand;
import dev.continuo.server.SecretStore;
import dev.continuo.server.submission.Submissions;
import dev.continuo.task.Exit;
import dev.continuo.task.OsProcess;
import dev.continuo.task.Result;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interface on a real socket, with the real engine behind it. */
final class TestServer implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef0123456789a";
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpSettings.Patience PATIENCE =
      new HttpSettings.Patience(
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofMinutes(2),
          Duration.ofSeconds(2));
  private static final int CONNECTIONS = 3_000;
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  final LiveEngine engine = new LiveEngine();
  final LiveStore store = new LiveStore(engine);
  final Written output = new Written();
  final LinkedBlockingQueue<Stopper.Attempts> stops = new LinkedBlockingQueue<>();

  /** What happens while the plan of an addition is read. */
  volatile Runnable meanwhile = () -> {};

  /** The operations that were answered well, each as it declares. */
  final Set<String> answered = ConcurrentHashMap.newKeySet();

  final Secrets secrets;
  final TurnTokens turnTokens;
  final Ports ports;
  final HttpServer http;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;

  TestServer(Path folder) throws IOException {
    this(folder, PATIENCE);
  }

  TestServer(Path folder, Duration keepAlive) throws IOException {
    this(
        folder,
        new HttpSettings.Patience(keepAlive, PATIENCE.reader(), PATIENCE.idle(), PATIENCE.stop()));
  }

  TestServer(Path folder, HttpSettings.Patience patience) throws IOException {
    this(folder, patience, CONNECTIONS);
  }

  TestServer(Path folder, HttpSettings.Patience patience, int connections) throws IOException {
    this(folder, patience, connections, Optional.empty());
  }

  /** A server whose plans are compiled by these. */
  TestServer(Path folder, Plans plans) throws IOException {
    this(folder, PATIENCE, CONNECTIONS, Optional.of(plans));
  }

  private TestServer(
      Path folder, HttpSettings.Patience patience, int connections, Optional<Plans> plans)
      throws IOException {
    this.folder = folder;
    var blobs = Blobs.open(folder.resolve("blobs"));
    secrets =
        SecretStore.open(
            folder.resolve("secrets.json"), Map.of("CONTINUO_SECRET_GIVEN", "from-env"));
    turnTokens = TurnTokens.in(folder.resolve("turn-secret"));
    ports =
        new Ports(
            engine.gateway(),
            engine.commits(),
            store,
            () -> new Usage.Attempts(engine.limit(), engine.used()),
            new PlainJson(),
            new InterruptedReading(plans.orElseGet(() -> new Submissions(blobs, store))),
            output,
            blobs::read,
            secrets,
            stops::add,
            engine::serving,
            () ->
                Optional.of(
                    new Absence(LiveEngine.NOW.minusSeconds(60), LiveEngine.NOW, true, 3, 1)));
    http =
        HttpServer.start(
            new HttpSettings(
                0,
                TOKEN,
                "ada",
                "1.2.3",
                LiveEngine.NOW,
                Optional.of(Duration.ofMinutes(30)),
                connections,
                patience),
            turnTokens,
            ports);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(http.url() + path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var sent = request.build();
      var response = client.send(sent, BodyHandlers.ofString());
      Contract.check(sent, response).ifPresent(operation -> answered.add(operation.name()));
      return response;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    var request = request(path).POST(BodyPublishers.ofString(body));
    return seen(send(headers.length == 0 ? request : request.headers(headers)));
  }

  HttpResponse<String> put(String path, String body) {
    return seen(send(request(path).PUT(BodyPublishers.ofString(body))));
  }

  /** After a write, its rows can be read. */
  private HttpResponse<String> seen(HttpResponse<String> response) {
    if (response.statusCode() < 300) {
      engine.awaitEvent(tree(response).get("sequence").asLong());
    }
    return response;
  }

  static JsonNode tree(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  JsonNode read(String path) {
    var response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return tree(response);
  }

  /** The body that submits a plan. */
  String submission(String plan) {
    return JSON.writeValueAsString(
        Map.of(
            "plan",
            plan,
            "file",
            "plan.yaml",
            "project",
            folder.toString(),
            "env",
            Map.of("SECRET", "hush")));
  }

  /** Submits a plan of tasks with these names, which need nothing; returns the run's id. */
  String run(String... tasks) {
    return submit(plan(tasks));
  }

  static String plan(String... tasks) {
    var plan = new StringBuilder("name: demo\ntasks:\n");
    for (var task : tasks) {
      plan.append("  ").append(task).append(":\n    run: echo ").append(task).append('\n');
    }
    return plan.toString();
  }

  String submit(String plan) {
    var response = post("/v1/runs", submission(plan));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return tree(response).get("run").asString();
  }

  /** The task of this name, as it was committed. */
  Task task(String run, String name) {
    return engine.tasks().values().stream()
        .filter(task -> task.id().run().toString().equals(run) && task.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Says that the task's process lives; returns its turn. */
  TurnId launch(String run, String name) {
    var turn = task(run, name).turn().orElseThrow().id();
    engine.report(new TaskCommand.ConfirmLaunch(turn, new OsProcess(4711, "1", "boot")));
    return turn;
  }

  /** Ends the task's turn and sweeps it; {@code result} is the JSON of its result. */
  TurnId end(String run, String name, boolean clean, String result) {
    var turn = task(run, name).turn().orElseThrow().id();
    var said = new Result(new Text.Inline(result), null, List.of());
    var detail = clean ? "exit code 0" : "exit code 3";
    var exit = new Exit(clean, detail, said, new Text.Inline("last line\n"));
    engine.report(new TaskCommand.EndTurn(turn, exit));
    engine.report(new TaskCommand.ConfirmSweep(turn));
    return turn;
  }

  /** The next wish to stop the server. */
  Optional<Stopper.Attempts> stopped() throws InterruptedException {
    return Optional.ofNullable(stops.poll(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    client.close();
    http.close();
    engine.close();
  }

  /** Reads plans, and lets something happen while the plan of an addition is read. */
  private final class InterruptedReading implements Plans {
    private final Plans plans;

    InterruptedReading(Plans plans) {
      this.plans = plans;
    }

    @Override
    public Compiled<Submission> compile(Submitted submitted) {
      return plans.compile(submitted);
    }

    @Override
    public Compiled<RunCommand.Add> compile(Added added) {
      meanwhile.run();
      return plans.compile(added);
    }

    @Override
    public Text keep(String text) {
      return plans.keep(text);
    }
  }

  /** Events as Jackson writes records. */
  static final class PlainJson implements EventJson {
    @Override
    public String type(Event event) {
      var family = event.getClass().getEnclosingClass();
      var feature = family == null ? "" : family.getSimpleName().replace("Event", "");
      var name = event.getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1");
      return (feature + "." + name).toLowerCase(Locale.ROOT);
    }

    @Override
    public String body(Event event) {
      return JSON.writeValueAsString(event);
    }
  }
}
