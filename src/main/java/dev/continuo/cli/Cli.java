package dev.continuo.cli;

import java.io.IOException;
import java.util.function.Supplier;

/** The command {@code continuo}. */
public final class Cli {
  private Cli() {}

  /** Does what the arguments say; returns the exit code of the process. */
  public static int run(String[] arguments, Ports ports) {
    return run(World.real(ports), arguments);
  }

  static int run(World world, String... arguments) {
    return run(world, () -> verb(world, arguments));
  }

  /** Does what is named, which may be a mistake to tell of. */
  static int run(World world, Supplier<Verb> named) {
    var output = world.output();
    try {
      var exit = named.get().run().code();
      output.flush();
      return exit;
    } catch (Output.PipeClosed e) {
      return Exit.SUCCEEDED.code();
    } catch (CommandError e) {
      flushed(output);
      output.error(e.says(), e.hint());
      return e.exit().code();
    } catch (OperatorError e) {
      flushed(output);
      output.error(String.valueOf(e.getMessage()), e.hint());
      return Exit.USAGE.code();
    } catch (IOException e) {
      flushed(output);
      output.error("server: " + e.getMessage(), "`continuo server status` looks for it");
      return Exit.NOT_FOUND.code();
    } catch (RuntimeException e) {
      flushed(output);
      return bug(world, e);
    }
  }

  private static Verb verb(World world, String... arguments) {
    var hot = HotCommands.read(world, arguments);
    return hot.isPresent() ? hot.get() : Commands.read(world, arguments);
  }

  /** Data that was written before an error stands before it. */
  private static void flushed(Output output) {
    try {
      output.flush();
    } catch (Output.PipeClosed | CommandError e) {
      // The error that led here is the one to tell.
      return;
    }
  }

  private static int bug(World world, RuntimeException e) {
    world.output().bug(e.getClass().getSimpleName() + ": " + e.getMessage());
    if (world.variable("CONTINUO_DEBUG").equals("1")) {
      for (var frame : e.getStackTrace()) {
        world.output().say("  at " + frame);
      }
    } else {
      world.output().hint("`CONTINUO_DEBUG=1` shows where");
    }
    return Exit.BUG.code();
  }
}
