package dev.continuo.http;

import dev.continuo.server.Submissions;

/** Compiles a submitted plan; all that is long of it is stored when this returns. */
@FunctionalInterface
public interface Plans {
  Submissions.Compiled compile(Submissions.Submitted submitted);
}
