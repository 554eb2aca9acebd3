package dev.continuo.bench;

import java.util.List;

/** What is measured together; it is called by its name on the command line. */
record Row(String name, String what, List<Part> parts) {
  Row(String name, String what, Part... parts) {
    this(name, what, List.of(parts));
  }

  boolean needsPostgres() {
    return parts.stream().anyMatch(part -> part.name().endsWith("-postgres"));
  }
}
