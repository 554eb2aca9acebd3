package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One server, asked over HTTP with the token of its data folder. */
record Api(String url, String token, Path project) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration ANSWER_MAX = Duration.ofSeconds(70);
  private static final Set<String> OVER = Set.of("succeeded", "failed", "cancelled");

  /** An answer, whatever its status. */
  record Answer(int status, JsonNode json) {}

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(ANSWER_MAX)
        .header("Authorization", "Bearer " + token);
  }

  private static Answer send(HttpRequest request) throws IOException, InterruptedException {
    var response = CLIENT.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), Continuo.JSON.readTree(response.body()));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    var answer = send(request(path).GET().build());
    assertThat(answer.status()).as(() -> path + ": " + answer.json()).isEqualTo(200);
    return answer.json();
  }

  /** Does something to a run or a task. */
  void act(String path) throws IOException, InterruptedException {
    var answer = answer(path);
    assertThat(answer.status()).as(() -> path + ": " + answer.json()).isEqualTo(200);
  }

  /** Asks for something that may be refused. */
  Answer answer(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString("{}")).build());
  }

  /** Submits a plan under a key. */
  Answer submit(String key, String plan) throws IOException, InterruptedException {
    var body = Continuo.JSON.createObjectNode();
    body.put("plan", plan).put("file", "plan.yaml").put("project", project.toString());
    body.putObject("env").put("PATH", System.getenv("PATH"));
    return send(
        request("/v1/runs")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Submits a plan; returns the id of the acknowledged run. */
  String submit(String plan) throws IOException, InterruptedException {
    var answer = submit("k" + System.nanoTime(), plan);
    assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(201);
    return answer.json().path("run").asString();
  }

  /** Submits the configuration of a pattern, with the tasks of a file if there is one. */
  String submitPattern(String config, @Nullable String tasks)
      throws IOException, InterruptedException {
    var body = Continuo.JSON.createObjectNode();
    body.put("plan", config).put("file", "pattern.yaml").put("project", project.toString());
    body.putObject("env").put("PATH", System.getenv("PATH"));
    if (tasks != null) {
      body.put("tasks", tasks).put("tasksFile", "tasks.yaml");
    }
    var answer = send(request("/v1/runs").POST(BodyPublishers.ofString(body.toString())).build());
    assertThat(answer.status()).as(() -> answer.json().toString()).isEqualTo(201);
    return answer.json().path("run").asString();
  }

  JsonNode run(String run) throws IOException, InterruptedException {
    return get("/v1/runs/" + run);
  }

  JsonNode task(String run, String name) throws IOException, InterruptedException {
    return get("/v1/runs/" + run + "/tasks/" + name);
  }

  String state(String run, String name) throws IOException, InterruptedException {
    return task(run, name).path("state").asString();
  }

  /** All tasks of a run, its checks too. */
  List<JsonNode> tasks(String run) throws IOException, InterruptedException {
    var tasks = new ArrayList<JsonNode>();
    get("/v1/runs/" + run + "/tasks?limit=1000").path("tasks").forEach(tasks::add);
    return tasks;
  }

  List<JsonNode> events(String run) throws IOException, InterruptedException {
    var events = new ArrayList<JsonNode>();
    get("/v1/events?limit=1000&run=" + run).path("events").forEach(events::add);
    return events;
  }

  void awaitTask(String run, String name, String state) {
    Until.holds("task " + name + " is " + state, () -> state(run, name).equals(state));
  }

  /** Waits until the command of a task runs; returns its process. */
  long awaitProcess(String run, String name) throws IOException, InterruptedException {
    Until.holds("task " + name + " runs", () -> task(run, name).path("pid").isNumber());
    return task(run, name).path("pid").asLong();
  }

  /** Waits until a run is over; returns its state. */
  String over(String run) throws IOException, InterruptedException {
    var now = settled(run);
    assertThat(now.path("state").asString()).as("state of %s", run).isIn(OVER);
    return now.path("state").asString();
  }

  /** Waits until a run is over, or can move no further alone. */
  JsonNode settled(String run) throws IOException, InterruptedException {
    return get("/v1/runs/" + run + "/wait?timeoutMs=60000");
  }
}
