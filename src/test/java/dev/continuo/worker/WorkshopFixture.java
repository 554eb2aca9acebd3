package dev.continuo.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A worker for each test, on this machine as it is or as the test's class names it. */
abstract class WorkshopFixture {

  @Parameter View view = View.PROC;

  @TempDir Path folder;
  Workshop shop;

  @BeforeEach
  void open() throws IOException {
    shop = Workshop.open(folder, view);
  }

  @AfterEach
  void close() throws IOException {
    shop.close();
  }
}
