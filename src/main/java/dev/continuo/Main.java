package dev.continuo;

/** Starts the program; the command line hands everything to it. */
public final class Main {

  private Main() {}

  /** Prints the version that the jar was built as. */
  public static void main(String[] arguments) {
    String version = Main.class.getPackage().getImplementationVersion();
    System.out.println("continuo " + (version == null ? "(unpackaged)" : version));
  }
}
