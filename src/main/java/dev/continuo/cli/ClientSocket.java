package dev.continuo.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A socket that is closed when the process ends: the JVM waits 0.3 s for threads that still read
 * from one. What reads from it then stands still until the process is gone, and takes the end for
 * no failure of the server.
 */
final class ClientSocket extends Socket {
  private static final Set<Socket> OPEN = ConcurrentHashMap.newKeySet();
  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ClientSocket::end, "sockets"));
  }

  ClientSocket() {
    super(Proxy.NO_PROXY);
    OPEN.add(this);
  }

  private static void end() {
    ending = true;
    OPEN.forEach(ClientSocket::letGo);
  }

  /**
   * Returns only when the process is not ending. Whoever finds that a socket has failed asks first:
   * it may have been closed here, whatever was done with it.
   */
  static void awaitEnd() {
    while (ending) {
      LockSupport.park(OPEN);
    }
  }

  private static void letGo(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // The process ends, and its sockets with it.
      return;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return in.read(bytes, offset, length);
        } catch (IOException e) {
          awaitEnd();
          throw e;
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    OPEN.remove(this);
    super.close();
  }
}
