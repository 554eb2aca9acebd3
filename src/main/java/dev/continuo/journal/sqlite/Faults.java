package dev.continuo.journal.sqlite;

import dev.continuo.engine.Facts;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's errors mean to us, in words. */
final class Faults {
  private static final int PRIMARY_CODE_MASK = 0xFF;

  private Faults() {}

  /** Why a read or write failed that may succeed later. */
  static String reason(SQLException e) {
    return switch (primary(e)) {
      case SQLITE_FULL -> "the disk is full";
      case SQLITE_IOERR -> "the disk reports an error";
      case SQLITE_READONLY -> "the file or its folder is read-only";
      case SQLITE_BUSY, SQLITE_LOCKED -> "another program has locked it";
      case SQLITE_INTERRUPT -> "it took too long";
      case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged";
      case SQLITE_CANTOPEN -> "the file cannot be opened";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Whether it is the file itself that is wrong. */
  static boolean damaged(SQLException e) {
    return switch (primary(e)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
      default -> false;
    };
  }

  /** Why a store cannot be opened. */
  static StoreRefused opening(Path file, SQLException e) {
    var facts = Facts.of("file", file).and("detail", reason(e));
    var why =
        switch (primary(e)) {
          case SQLITE_NOTADB -> StoreRefusal.STORE_NOT_A_DATABASE;
          case SQLITE_CORRUPT -> StoreRefusal.STORE_DAMAGED;
          case SQLITE_READONLY, SQLITE_PERM -> StoreRefusal.STORE_READ_ONLY;
          case SQLITE_FULL -> StoreRefusal.STORE_FULL;
          case SQLITE_BUSY, SQLITE_LOCKED -> StoreRefusal.STORE_LOCKED;
          default -> StoreRefusal.STORE_CANNOT_OPEN;
        };
    return new StoreRefused(why, facts, e);
  }

  /** Extended codes, such as the many of input and output, have the primary one in the low byte. */
  private static SQLiteErrorCode primary(SQLException e) {
    var code = e instanceof SQLiteException ours ? ours.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & PRIMARY_CODE_MASK);
  }
}
