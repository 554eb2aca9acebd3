package dev.continuo.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file system promises, as far as its type tells. */
public enum Disk {
  /** Locks hold, and what was synced is there after a loss of power. */
  LOCAL,
  /** A folder of the host of a virtual machine, or a file system in user space: it depends. */
  UNSURE,
  /** Its content is gone with the power. */
  MEMORY,
  /** Locks and syncs over a network have lied too often. */
  NETWORK;

  private static final Set<String> NETWORKS =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb2",
          "smb3",
          "smbfs",
          "ncpfs",
          "afs",
          "ceph",
          "lustre",
          "gfs2",
          "ocfs2",
          "glusterfs",
          "beegfs",
          "webdav",
          "davfs",
          "davfs2",
          "afpfs");

  private static final Pattern NETWORK_IN_USER_SPACE =
      Pattern.compile("fuse\\.(sshfs|rclone|davfs2?|glusterfs|ceph|s3fs|gcsfuse|gvfsd-fuse).*");

  private static final Set<String> UNSURES =
      Set.of("9p", "virtiofs", "vboxsf", "vmhgfs", "drvfs", "prl_fs", "fuse", "fuseblk", "osxfs");

  /** What a file system of this type promises; the type as the system calls it. */
  public static Disk of(String type) {
    var lower = type.toLowerCase(Locale.ROOT);
    if (NETWORKS.contains(lower) || NETWORK_IN_USER_SPACE.matcher(lower).matches()) {
      return NETWORK;
    }
    if (lower.equals("tmpfs") || lower.equals("ramfs")) {
      return MEMORY;
    }
    return UNSURES.contains(lower) || lower.startsWith("fuse.") ? UNSURE : LOCAL;
  }

  /** The type of the file system that a path lies on. */
  public static String type(Path path) throws IOException {
    return Files.getFileStore(path).type();
  }
}
