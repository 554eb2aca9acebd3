package dev.continuo.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The tree of all commands. */
final class Commands {
  /** An example says more than a synopsis, so it comes first; picocli calls it the footer. */
  private static final List<String> SECTIONS =
      List.of(
          SECTION_KEY_FOOTER_HEADING,
          SECTION_KEY_FOOTER,
          SECTION_KEY_DESCRIPTION_HEADING,
          SECTION_KEY_DESCRIPTION,
          SECTION_KEY_SYNOPSIS_HEADING,
          SECTION_KEY_SYNOPSIS,
          SECTION_KEY_PARAMETER_LIST_HEADING,
          SECTION_KEY_PARAMETER_LIST,
          SECTION_KEY_OPTION_LIST_HEADING,
          SECTION_KEY_OPTION_LIST,
          SECTION_KEY_COMMAND_LIST_HEADING,
          SECTION_KEY_COMMAND_LIST);

  private Commands() {}

  /** The command that the arguments name; help and the version are commands too. */
  static Verb read(World world, String... arguments) {
    try {
      var parsed = line(world).parseArgs(arguments);
      while (parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
        parsed = parsed.subcommand();
      }
      CommandLine line = parsed.commandSpec().commandLine();
      if (parsed.isUsageHelpRequested()) {
        return () -> explain(line, world.output());
      }
      return parsed.isVersionHelpRequested() ? new VersionCommand(world) : line.getCommand();
    } catch (ParameterException e) {
      throw UsageErrors.of(e);
    }
  }

  static CommandLine line(World world) {
    var result =
        new CommandLine(new ResultCommand(world)).addSubcommand(new ResultSetCommand(world));
    var server =
        new CommandLine(new ServerCommand())
            .addSubcommand(new ServerStartCommand(world))
            .addSubcommand(new ServerStopCommand(world))
            .addSubcommand(new ServerStatusCommand(world))
            .addSubcommand(new ServerRestartCommand(world))
            .addSubcommand(new ServerRunCommand(world))
            .addSubcommand(new ServerInstallCommand(world))
            .addSubcommand(new ServerUninstallCommand(world));
    var batch =
        new CommandLine(new BatchCommand())
            .addSubcommand(new BatchListCommand(world))
            .addSubcommand(new BatchLaunchCommand(world));
    var plan =
        new CommandLine(new PlanCommand())
            .addSubcommand(new PlanExplainCommand(world))
            .addSubcommand(new PlanGraphCommand(world))
            .addSubcommand(new PlanSizeCommand(world))
            .addSubcommand(new PlanStrategyCommand(world));
    var secret =
        new CommandLine(new SecretCommand())
            .addSubcommand(new SecretSetCommand(world))
            .addSubcommand(new SecretListCommand(world))
            .addSubcommand(new SecretRemoveCommand(world));
    var receiver =
        new CommandLine(new ReceiverCommand())
            .addSubcommand(new ReceiverAddCommand(world))
            .addSubcommand(new ReceiverListCommand(world))
            .addSubcommand(new ReceiverPauseCommand(world))
            .addSubcommand(new ReceiverResumeCommand(world))
            .addSubcommand(new ReceiverRetryCommand(world))
            .addSubcommand(new ReceiverRemoveCommand(world));
    var pattern =
        new CommandLine(new PatternCommand())
            .addSubcommand(new PatternListCommand(world))
            .addSubcommand(new PatternSuggestCommand(world));
    var line =
        new CommandLine(new RootCommand())
            .addSubcommand(new RunCommand(world))
            .addSubcommand(new ValidateCommand(world))
            .addSubcommand(plan)
            .addSubcommand(new RecommendCommand(world))
            .addSubcommand(new InitCommand(world))
            .addSubcommand(new SchemaCommand(world))
            .addSubcommand(new StatusCommand(world))
            .addSubcommand(new ListCommand(world))
            .addSubcommand(new ShowCommand(world))
            .addSubcommand(result)
            .addSubcommand(new LogsCommand(world))
            .addSubcommand(new WaitCommand(world))
            .addSubcommand(new SyncCommand(world))
            .addSubcommand(new WhyCommand(world))
            .addSubcommand(new EventsCommand(world))
            .addSubcommand(new SetCommand(world))
            .addSubcommand(new AddCommand(world))
            .addSubcommand(new LimitCommand(world))
            .addSubcommand(new PauseCommand(world))
            .addSubcommand(new ResumeCommand(world))
            .addSubcommand(new RetryCommand(world))
            .addSubcommand(new UnblockCommand(world))
            .addSubcommand(new CancelCommand(world))
            .addSubcommand(new AnswerCommand(world))
            .addSubcommand(new ApprovalsCommand(world))
            .addSubcommand(new ApproveCommand(world))
            .addSubcommand(new RejectCommand(world))
            .addSubcommand(batch)
            .addSubcommand(pattern)
            .addSubcommand(secret)
            .addSubcommand(receiver)
            .addSubcommand(new DeliveriesCommand(world))
            .addSubcommand(server)
            .addSubcommand(new RebuildCommand(world))
            .addSubcommand(new CompletionCommand(world))
            .addSubcommand(new BackupCommand(world))
            .addSubcommand(new RestoreCommand(world))
            .addSubcommand(new ExportCommand(world))
            .addSubcommand(new DuCommand(world))
            .addSubcommand(new GcCommand(world))
            .addSubcommand(new RedactCommand(world))
            .addSubcommand(new DoctorCommand(world))
            .addSubcommand(new QuarantineCommand(world))
            .addSubcommand(new VersionCommand(world))
            .addSubcommand(new HelpCommand(world));
    dress(line);
    return line;
  }

  private static void dress(CommandLine line) {
    var usage = line.getCommandSpec().usageMessage();
    usage.footerHeading("Example:%n").descriptionHeading("%n").synopsisHeading("%nUsage: ");
    usage.parameterListHeading("%n").optionListHeading("%n").commandListHeading("%nCommands:%n");
    usage.width(Tables.WIDTH);
    line.setHelpSectionKeys(SECTIONS);
    line.getSubcommands().values().forEach(Commands::dress);
  }

  static Exit explain(CommandLine line, Output output) {
    var ansi = output.outStyle() == Output.Style.COLOURED ? Ansi.ON : Ansi.OFF;
    output.data(line.getUsageMessage(ansi).stripTrailing());
    return Exit.SUCCEEDED;
  }
}
