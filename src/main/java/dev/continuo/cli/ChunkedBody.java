package dev.continuo.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body in the chunked transfer coding of HTTP/1.1; its end is the chunk of size 0. */
final class ChunkedBody extends InputStream {
  private final InputStream from;
  private long left;
  private boolean ended;

  ChunkedBody(InputStream from) {
    this.from = from;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    var count = from.read(to, start, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("closed the connection");
    }
    left -= count;
    if (left == 0) {
      Client.line(from);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return ended ? 0 : (int) Math.min(from.available(), left == 0 ? 1 : left);
  }

  private void nextChunk() throws IOException {
    var size = Client.line(from).split(";", 2)[0].strip();
    try {
      left = Long.parseLong(size, 16);
    } catch (NumberFormatException e) {
      throw new IOException("sent a chunk of the size `" + size + "`", e);
    }
    if (left == 0) {
      ended = true;
    }
  }
}
