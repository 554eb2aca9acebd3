package dev.continuo.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of a length that was told before; less is a broken connection. */
final class SizedBody extends InputStream {
  private final InputStream from;
  private long left;

  SizedBody(InputStream from, long length) {
    this.from = from;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int start, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    var count = from.read(to, start, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("closed the connection");
    }
    left -= count;
    return count;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(from.available(), left);
  }
}
