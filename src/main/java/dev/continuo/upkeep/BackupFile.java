package dev.continuo.upkeep;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup that is being read; what is wrong with it is a {@link BadBackup}. */
final class BackupFile implements AutoCloseable {
  private final ZipFile zip;
  private final Manifest manifest;

  BackupFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BadBackup.Spoiled("it is a folder");
    }
    ZipFile opened = null;
    try {
      opened = new ZipFile(file.toFile());
      manifest = manifest(opened);
      zip = opened;
    } catch (ZipException cut) {
      throw new BadBackup.Spoiled("it is no ZIP file, or cut off");
    } catch (IOException | RuntimeException failure) {
      if (opened != null) {
        opened.close();
      }
      throw failure;
    }
  }

  private static Manifest manifest(ZipFile zip) throws IOException {
    var entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new BadBackup.Spoiled("it has no manifest");
    }
    try (var in = zip.getInputStream(entry)) {
      return Manifest.read(in.readNBytes(Manifest.BYTES_MAX));
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** Reads all of it. */
  void verify() throws IOException {
    unpack(_ -> OutputStream.nullOutputStream());
  }

  /** Where the file of a path goes. */
  interface Target {
    OutputStream of(Manifest.Entry entry) throws IOException;
  }

  /** Unpacks every file of the manifest, and finds that each is what the manifest says. */
  void unpack(Target target) throws IOException {
    var paths = new HashSet<String>();
    for (var each : manifest.files()) {
      var entry = zip.getEntry(each.path());
      if (entry == null || !paths.add(each.path())) {
        throw new BadBackup.Spoiled("`" + each.path() + "` is not in it once");
      }
      unpack(entry, each, target);
    }
    if (zip.size() != paths.size() + 1 || !paths.contains("store.db")) {
      throw new BadBackup.Spoiled("it has other files than its manifest names");
    }
  }

  private void unpack(ZipEntry entry, Manifest.Entry each, Target target) throws IOException {
    var hash = sha256();
    try (var in = new DigestInputStream(zip.getInputStream(entry), hash);
        var out = target.of(each)) {
      var left = each.bytes();
      var buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        if (left < 0) {
          break;
        }
        out.write(buffer, 0, read);
      }
      if (left != 0 || !hex(hash).equals(each.sha256())) {
        throw new BadBackup.Spoiled("`" + each.path() + "` has changed");
      }
    } catch (ZipException | EOFException spoiled) {
      throw new BadBackup.Spoiled("`" + each.path() + "` has changed");
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("bug: every JVM has SHA-256", impossible);
    }
  }

  static String hex(MessageDigest hash) {
    return HexFormat.of().formatHex(hash.digest());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
