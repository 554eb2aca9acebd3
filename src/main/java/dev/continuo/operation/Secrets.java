package dev.continuo.operation;

import java.io.IOException;
import java.util.List;

/** Keeps secrets: their values go in and never come out. */
public interface Secrets {
  /** Shorter values would be masked in texts that have nothing to do with them. */
  int VALUE_BYTES_MIN = 4;

  int VALUE_BYTES_MAX = 32 << 10;
  int SECRETS_MAX = 1_000;

  /** Where a secret comes from. */
  enum Source {
    /** Somebody has set it. */
    FOLDER,
    /** The server was started with it. */
    ENVIRONMENT
  }

  record Known(String name, Source source) {}

  /** What became of the wish to remove a secret. */
  enum Removal {
    DONE,
    UNKNOWN,
    /** It stays: the server was started with it. */
    OF_ENVIRONMENT
  }

  /** In the order of their names. */
  List<Known> list();

  /** Keeps the value, which is within the bounds, in the place of an earlier one; durably. */
  void set(String name, String value) throws IOException;

  Removal remove(String name) throws IOException;
}
