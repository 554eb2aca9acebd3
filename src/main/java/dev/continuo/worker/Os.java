package dev.continuo.worker;

/** The operating systems that differ in what a worker has to know. */
enum Os {
  LINUX,
  MACOS,
  OTHER;

  static final String NAME = System.getProperty("os.name", "unknown");

  /** The one that this is. */
  static final Os HERE = of(NAME);

  /** The one that Java calls so. */
  static Os of(String name) {
    if (name.equals("Linux")) {
      return LINUX;
    }
    return name.startsWith("Mac") ? MACOS : OTHER;
  }
}
