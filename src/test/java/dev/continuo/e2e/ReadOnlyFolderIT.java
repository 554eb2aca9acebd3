package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data folder that nobody may write to, root neither: its file system is mounted read-only. */
class ReadOnlyFolderIT {
  @TempDir private Path folder;

  @Test
  void a_read_only_data_folder_is_refused_and_nothing_is_started() throws Exception {
    try (var continuo = Continuo.in(folder)) {
      Files.createDirectory(continuo.home());
      continuo.write("plan.yaml", "tasks: {a: {run: 'true'}}");
      var mounted = mounted(continuo, "true");
      assumeTrue(mounted.exitCode() == 0, "skipped: nothing can be mounted here, " + mounted.err());

      assertThat(mounted(continuo, Program.line("server", "run")))
          .isEqualTo(
              new Ended(
                  2,
                  "",
                  """
                  error: data folder `%s`: cannot be used, found `Read-only file system`, must be \
                  a folder of your own
                  hint: name another folder with `CONTINUO_HOME`
                  """
                      .formatted(continuo.home())));
      for (var command : List.of(List.of("server", "start"), List.of("run", "plan.yaml"))) {
        assertThat(mounted(continuo, Program.line(command.toArray(String[]::new))))
            .isEqualTo(
                new Ended(
                    2,
                    "",
                    """
                    error: data folder `%s`: cannot be written, found `Read-only file system`, \
                    must be a writable folder of your own
                    hint: name another folder with `CONTINUO_HOME`
                    """
                        .formatted(continuo.home())));
      }
    }
  }

  /** Runs a line in a view of the system of its own, in which the data folder is read-only. */
  private static Ended mounted(Continuo continuo, String line)
      throws IOException, InterruptedException {
    var mount =
        "mount --bind '%1$s' '%1$s' && mount -o remount,ro,bind '%1$s' && exec %2$s"
            .formatted(continuo.home(), line);
    return continuo.begin(List.of("unshare", "-m", "sh", "-c", mount)).ended();
  }
}
