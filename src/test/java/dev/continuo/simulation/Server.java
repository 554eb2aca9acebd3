package dev.continuo.simulation;

import dev.continuo.engine.Engine;
import dev.continuo.host.Loop;
import dev.continuo.journal.Journal;

/** One life of a server's process: everything in it is gone when it dies. */
record Server(Life life, Assembly.Core core, Engine engine, Loop loop, Workers workers) {

  static Server assemble(Life life, Journal journal, Workers workers) {
    var core = Assembly.Core.create();
    var engine = new Engine(core.tables(), life.assembly().features(core));
    var seen = life.assembly().journal(journal, core, workers);
    var loop = new Loop(core.tables(), engine, seen, life.time(), workers);
    return new Server(life, core, engine, loop, workers);
  }

  void start() {
    workers.attach(loop::offer);
    loop.start();
  }

  /** Does one batch; returns whether there may be more at once. */
  boolean step() {
    var served = loop.serving();
    var more = loop.step();
    if (served && !loop.serving() && engine.pending() == 0) {
      life.undone(this);
    }
    return more;
  }
}
