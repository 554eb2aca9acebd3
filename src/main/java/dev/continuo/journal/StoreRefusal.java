package dev.continuo.journal;

import dev.continuo.engine.Refusal;

/** Why a store cannot be opened or read. None of it is mended by trying again. */
public enum StoreRefusal implements Refusal {
  STORE_NOT_A_DATABASE(
      "store `{file}`: not a database, found other data, must be a file that this program made",
      "name another data folder with `CONTINUO_HOME`"),
  STORE_READ_ONLY(
      "store `{file}`: cannot be written, found a read-only file or folder, must be writable",
      "check the owner and the mode of the folder"),
  STORE_CANNOT_OPEN(
      "store `{file}`: cannot be opened, found `{detail}`, must be a file in a writable folder",
      "check that the folder exists and who owns it"),
  STORE_FULL(
      "store `{file}`: disk is full, found no room for a page, must have some",
      "make room on the disk, then try again"),
  STORE_LOCKED(
      "store `{file}`: locked, found another program that uses it, must be ours alone",
      "end that program, for instance a database browser"),
  STORE_DAMAGED(
      "store `{file}`: damaged, found `{detail}`, must be a sound database",
      "restore a backup; until then nothing is written to it"),
  STORE_ROWS_DAMAGED(
      "store `{file}`: rows are damaged, found `{detail}`, must be a sound database",
      "the log is sound: `continuo rebuild` makes the rows of it again"),
  STORE_COMMITS_MISSING(
      "store `{file}`: commits are missing, found events up to `{found}`,"
          + " must be up to `{known}`",
      "bring `store.db-wal` back if somebody moved it; else `continuo restore` the newest backup,"
          + " or one that `continuo backup` makes of what is there"),
  STORE_NEWER(
      "store `{file}`: made by a newer version of this program, found migration `{found}`,"
          + " must be at most `{known}`",
      "use the newer version"),
  STORE_MIGRATION_CHANGED(
      "store `{file}`: migration `{name}` is another one here, found checksum `{found}`,"
          + " must be `{known}`",
      "use the version of this program that made the store, or a released one"),
  STORE_MIGRATION_MISSING(
      "store `{file}`: migration `{name}` was left out, found `{found}`, must be without gaps",
      "use the version of this program that made the store, or a released one"),
  ENTRY_NEWER(
      "entry `{type}`: written by a newer version of this program, found version `{found}`,"
          + " must be at most `{known}`",
      "use the newer version"),
  ENTRY_UNREADABLE(
      "entry `{type}`: cannot be read, found {detail}, must be what this program wrote",
      "the store was changed or damaged from outside; restore a backup"),
  ROW_UNREADABLE(
      "row `{type} {key}` of run `{run}`: cannot be read, found {detail},"
          + " must be what this program wrote",
      "`continuo rebuild` makes the rows of the log again;"
          + " `continuo quarantine {run} --reason TEXT` lets the other runs go on without this one"),
  ARCHIVE_MISSING(
      "archive `{file}`: not there, found events from `{found}` on, must begin with `{known}`",
      "bring the file back: a rebuild needs every event since the first"),
  DATA_FOLDER_IN_USE(
      "data folder `{folder}`: in use, found the server with pid `{pid}`, must be without one",
      "stop that server with `continuo server stop`, or name another folder with `CONTINUO_HOME`"),
  DATA_FOLDER_UNUSABLE(
      "data folder `{folder}`: cannot be used, found `{detail}`, must be a folder of your own",
      "name another folder with `CONTINUO_HOME`"),
  DATA_FOLDER_WITHOUT_LOCKS(
      "data folder `{folder}`: cannot be locked, found `{detail}`, must be on a local disk",
      "name a folder on a local disk with `CONTINUO_HOME`; network file systems often cannot lock"),
  DATA_FOLDER_ON_NETWORK(
      "data folder `{folder}`: on a network, found a file system of type `{type}`,"
          + " must be on a local disk",
      "name a folder on a local disk with `CONTINUO_HOME`; what a network calls locked or written"
          + " may be neither");

  private final String says;
  private final String hint;

  StoreRefusal(String says, String hint) {
    this.says = says;
    this.hint = hint;
  }

  @Override
  public String says() {
    return says;
  }

  @Override
  public String hint() {
    return hint;
  }
}
