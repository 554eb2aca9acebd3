package dev.continuo.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reject",
    footer = "  continuo reject last/deploy --reason 'the tests are missing'",
    description = {
      "Rejects the start or the work of a task.",
      "",
      "A task that is rejected at its end gets another attempt with the reason, as often as"
          + " `rounds-max` in the plan allows. After that, or when it is rejected at its start, it"
          + " is blocked or fails: `on-reject` in the plan decides."
    })
final class RejectCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "TASK", description = "t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; another attempt gets it in CONTINUO_FINDINGS.")
  private String reason = "";

  @Option(
      names = "--round",
      paramLabel = "N",
      description = "Decide only if `continuo approvals` still shows this round.")
  private @Nullable Integer round;

  RejectCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    return ApprovalDecision.REJECT.send(world, target, Json.object().put("reason", reason), round);
  }
}
