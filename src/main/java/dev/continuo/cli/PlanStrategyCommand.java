package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.continuo.analysis.Strategy;
import dev.continuo.analysis.StrategyAnalysis;
import dev.continuo.analysis.StrategyDocument;
import dev.continuo.analysis.StrategyGate;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "strategy",
    footer = {
      "  continuo plan strategy plan.yaml",
      "  continuo plan strategy plan.yaml --out 10-plan.md",
      "  continuo plan strategy --check 10-plan.md"
    },
    description = {
      "Says whether the tasks of a plan are best done in parallel, in sequence or both.",
      "",
      "Writes the analysis, and checks what it must have before tasks are given away. Ends with 1"
          + " when something is missing, or when three or more independent tasks are to be done one"
          + " at a time and nobody says why."
    })
final class PlanStrategyCommand implements Verb {
  private static final int DOCUMENT_BYTES_MAX = 4 << 20;
  private static final int JUSTIFICATION_CHARACTERS_MAX = 1000;

  private final World world;

  @Parameters(paramLabel = "PLAN", arity = "0..1", description = "The plan file.")
  private String plan = "";

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description = "Read an analysis that was written, and check that.")
  private String check = "";

  @Option(
      names = "--justification",
      paramLabel = "TEXT",
      description = "Why tasks are done one at a time all the same.")
  private String justification = "";

  @Option(
      names = "--literal",
      description = "Three independent tasks are done in parallel, whatever others need.")
  private boolean literal;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the analysis to this new file instead of printing it.")
  private String out = "";

  PlanStrategyCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (plan.isEmpty() == check.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "`continuo plan strategy`: needs either PLAN or `--check`",
          "`continuo plan strategy --help` shows an example");
    }
    if (!check.isEmpty()) {
      return gate(written());
    }
    if (justification.length() > JUSTIFICATION_CHARACTERS_MAX
        || justification.codePoints().anyMatch(Character::isISOControl)) {
      throw new CommandError(
          Exit.USAGE,
          "option `--justification`: must be one line of at most "
              + JUSTIFICATION_CHARACTERS_MAX
              + " characters",
          "name the file that says more");
    }
    return switch (CheckedPlan.model(world, plan)) {
      case Reading.Bad bad -> CheckedPlan.tell(bad, world.output());
      case Reading.Good(var read) -> analyse(read);
    };
  }

  private Exit analyse(Plan read) {
    if (read.tasks().size() > StrategyAnalysis.TASKS_MAX) {
      throw new CommandError(
          Exit.USAGE,
          "plan: too large for this analysis, found "
              + read.tasks().size()
              + " tasks, must be at most "
              + StrategyAnalysis.TASKS_MAX,
          "`continuo plan explain` looks at plans of any size");
    }
    var rule = literal ? Strategy.Rule.LITERAL : Strategy.Rule.STRICT;
    var analysis = StrategyAnalysis.of(read, rule, justification.strip());
    if (analysis.standing() == StrategyAnalysis.Standing.UNJUSTIFIED) {
      return violation(analysis.document());
    }
    var text = String.join("\n", analysis.document().lines());
    if (out.isEmpty()) {
      world.output().data(text);
    } else {
      write(text + "\n");
    }
    return gate(analysis.document());
  }

  private Exit violation(StrategyDocument document) {
    world.output().say(StrategyGate.VIOLATION);
    world
        .output()
        .error(
            "plan: `limits.parallel: 1` does one task at a time, "
                + document.independent()
                + " are independent and must be done in parallel",
            "raise the limit, or say why not with `--justification TEXT`");
    return Exit.FAILED;
  }

  private Exit gate(StrategyDocument document) {
    var passes = true;
    for (var item : StrategyGate.items(document)) {
      passes &= item.passes();
      world
          .output()
          .say(
              item.passes()
                  ? "PASS " + item.name()
                  : "FAIL " + item.name() + ": " + item.missing());
    }
    if (!passes) {
      world.output().say(StrategyGate.VIOLATION);
    }
    return passes ? Exit.SUCCEEDED : Exit.FAILED;
  }

  private StrategyDocument written() throws IOException {
    var file = path(check);
    if (!Files.isRegularFile(file)) {
      throw new CommandError(Exit.NOT_FOUND, check + ": not found, or no file", "");
    }
    if (Files.size(file) > DOCUMENT_BYTES_MAX) {
      throw new CommandError(
          Exit.USAGE, check + ": too large, must be at most " + DOCUMENT_BYTES_MAX + " bytes", "");
    }
    try {
      return StrategyDocument.parse(Files.readString(file, UTF_8))
          .orElseThrow(
              () ->
                  new CommandError(
                      Exit.FAILED,
                      check + ": has no analysis, must have `" + StrategyDocument.HEADING + "`",
                      "`continuo plan strategy PLAN --out FILE` writes one"));
    } catch (MalformedInputException e) {
      throw new CommandError(Exit.USAGE, check + ": is not UTF-8", "");
    }
  }

  private void write(String text) {
    var file = path(out);
    try {
      Files.writeString(file, text, UTF_8, CREATE_NEW, WRITE);
    } catch (FileAlreadyExistsException _) {
      throw new CommandError(
          Exit.FAILED, out + ": exists already, nothing was written", "name a new file");
    } catch (IOException e) {
      throw new CommandError(
          Exit.FAILED,
          out + ": cannot be written, found " + e.getClass().getSimpleName(),
          "name a file in a folder that exists");
    }
    world.output().say("wrote " + out);
  }

  private Path path(String name) {
    try {
      return world.folder().resolve(name);
    } catch (InvalidPathException e) {
      throw new CommandError(Exit.USAGE, "file: not a path, found `" + name + "`", "");
    }
  }
}
