package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskTest {
  @ParameterizedTest
  @CsvSource({
    "ext4,LOCAL",
    "xfs,LOCAL",
    "btrfs,LOCAL",
    "overlay,LOCAL",
    "apfs,LOCAL",
    "tmpfs,MEMORY",
    "9p,UNSURE",
    "virtiofs,UNSURE",
    "fuse.bindfs,UNSURE",
    "nfs,NETWORK",
    "nfs4,NETWORK",
    "CIFS,NETWORK",
    "smb3,NETWORK",
    "fuse.sshfs,NETWORK",
    "fuse.rclone,NETWORK",
  })
  void a_file_system_promises_what_its_type_says(String type, Disk disk) {
    assertThat(Disk.of(type)).isEqualTo(disk);
  }

  @Test
  void a_data_folder_on_a_network_is_refused() {
    assertThatThrownBy(() -> DataFolder.refuseNetwork(Path.of("/net/home"), "nfs4"))
        .isInstanceOfSatisfying(
            StoreRefused.class,
            refused -> {
              assertThat(refused)
                  .hasMessage(
                      "data folder `/net/home`: on a network, found a file system of type `nfs4`,"
                          + " must be on a local disk");
              assertThat(refused.refused().hint())
                  .isEqualTo(
                      "name a folder on a local disk with `CONTINUO_HOME`; what a network calls"
                          + " locked or written may be neither");
            });
    DataFolder.refuseNetwork(Path.of("/home"), "ext4");
  }
}
