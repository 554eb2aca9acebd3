package dev.continuo.cli;

import dev.continuo.server.StoreUpkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The program with a scripted server in the place of the real one: what a process of its own needs
 * in order to be started in the background, to be found and to be stopped.
 */
final class CommandProcess {
  private CommandProcess() {}

  public static void main(String[] arguments) {
    System.exit(
        Cli.run(
            arguments,
            new Ports(
                CommandProcess::serve,
                (_, _) -> new Rebuild.Report(0, List.of()),
                new StoreUpkeep(InstantSource.system()))));
  }

  private static int serve(ServerProcess.Service service) {
    var home = service.home();
    if (Files.exists(home.resolve("broken"))) {
      System.out.println("error: the store is broken");
      return 1;
    }
    var stopped = new CountDownLatch(1);
    try (var server = new FakeServer()) {
      server
          .on("GET /v1/runs?limit=50", 200, "{\"runs\":[],\"next\":null}")
          .on("GET /v1/runs/r-000001/tasks?limit=1000", 200, "{\"tasks\":[]}")
          .on("GET /v1/runs/r-000001", 200, "{\"id\":\"r-000001\",\"state\":\"running\"}")
          .streams("GET /v1/events?after=3&run=r-000001", FakeServer.End.SILENCE)
          .on(
              "POST /v1/server/stop",
              to -> {
                to.write(
                    "HTTP/1.1 202 X\r\nContent-Length: 2\r\n\r\n{}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                stopped.countDown();
              });
      if (Files.exists(home.resolve("slow"))) {
        server.on("POST /v1/runs", _ -> asked(home, stopped));
      } else {
        server.on("POST /v1/runs", 201, "{\"run\":\"r-000001\",\"sequence\":3}");
      }
      server.serves(home, ProcessHandle.current().pid(), 0);
      stopped.await();
      return 0;
    } catch (IOException e) {
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Leaves a file that says that a run was asked for, and gives no answer. */
  private static void asked(Path home, CountDownLatch stopped) throws IOException {
    Files.writeString(home.resolve("asked"), "");
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
