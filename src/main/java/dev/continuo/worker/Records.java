package dev.continuo.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Reads turns' records, and puts them in a shim's place. */
final class Records {

  private final TurnFiles files;
  private final Processes processes;

  Records(TurnFiles files, Processes processes) {
    this.files = files;
    this.processes = processes;
  }

  /** What is known of the turn's process, whether or not the record has left the spool. */
  TurnRecord of(TurnId turn) {
    var record = read(files.process(turn));
    return record.equals(TurnRecord.NONE) ? read(files.keptProcess(turn)) : record;
  }

  private TurnRecord read(Path file) {
    var parts = Fields.read(file);
    return parts.isEmpty() ? TurnRecord.NONE : TurnRecord.of(parts, modified(file), processes);
  }

  /** A record's time of modification is that of its end, which spares the shim a process. */
  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException _) {
      return Instant.EPOCH;
    }
  }

  /** Bars the gate if the shim has not passed it; what the gate is then. */
  Gate bar(TurnId turn, String reason) {
    create(turn, TurnRecord.barred(reason));
    return of(turn).gate();
  }

  /** Leaves the record of a turn that was claimed here and so never starts. */
  void neverStarted(TurnId turn) {
    create(turn, TurnRecord.neverStarted());
  }

  /** A hard link makes the record appear exclusively, and whole at once. */
  private void create(TurnId turn, Map<String, String> fields) {
    try {
      var draft = Files.createTempFile(files.drafts(), "process", ".new");
      try {
        Files.writeString(draft, Fields.write(fields));
        Files.createLink(files.process(turn), draft);
      } catch (FileAlreadyExistsException _) {
        // A shim, or another worker, was quicker.
      } finally {
        Files.delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
