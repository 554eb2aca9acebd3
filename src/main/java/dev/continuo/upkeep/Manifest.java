package dev.continuo.upkeep;

import dev.continuo.journal.sqlite.StoreFile;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself.
 *
 * @param format how the file is laid out
 * @param program the version that wrote it
 * @param schema the newest migration of the store in it
 * @param head the newest event in it
 * @param files everything in it but this
 */
record Manifest(int format, String program, int schema, Instant at, long head, List<Entry> files) {
  static final String NAME = "manifest.json";
  static final int FORMAT = 1;
  static final int BYTES_MAX = 512 << 20;

  /** Every path that a backup can have; whatever else one brings is not ours. */
  private static final Pattern PATH =
      Pattern.compile(
          "store\\.db"
              + "|archive/events-[0-9]{1,19}-[0-9]{1,19}\\.jsonl\\.gz"
              + "|blobs/[0-9a-f]{2}/[0-9a-f]{62}"
              + "|worker/turns/t-[0-9a-z]{11}\\.[0-9]{1,9}\\.[0-9]{1,9}/(output\\.log|result\\.json)");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** A file of a backup. */
  record Entry(String path, long bytes, String sha256) {
    boolean ours() {
      return bytes >= 0 && PATH.matcher(path).matches();
    }
  }

  Manifest {
    files = List.copyOf(files);
  }

  byte[] json() {
    return JSON.writeValueAsBytes(this);
  }

  /**
   * What a file's manifest says; its newer form is refused by the numbers alone, whatever it has.
   *
   * @throws BadBackup when it cannot be used
   */
  static Manifest read(byte[] json) {
    try {
      var tree = JSON.readTree(json);
      if (!tree.isObject()) {
        throw new BadBackup.Spoiled("its manifest cannot be read");
      }
      var newer = tree.path("format").asInt(0) > FORMAT;
      if (newer || tree.path("schema").asInt(0) > StoreFile.schema()) {
        throw new BadBackup.Newer(
            tree.path("program").asString(""),
            newer ? "format" : "migration",
            tree.path(newer ? "format" : "schema").asInt(0),
            newer ? FORMAT : StoreFile.schema());
      }
      var manifest = JSON.treeToValue(tree, Manifest.class);
      if (manifest.format != FORMAT || !manifest.files.stream().allMatch(Entry::ours)) {
        throw new BadBackup.Spoiled("its manifest names what no backup has");
      }
      return manifest;
    } catch (JacksonException malformed) {
      throw new BadBackup.Spoiled("its manifest cannot be read");
    }
  }
}
