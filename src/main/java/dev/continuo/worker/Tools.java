package dev.continuo.worker;

/** What the parts of a worker work with, all on its one thread. */
record Tools(
    TurnFiles files,
    Records records,
    Spawner spawner,
    ProcessControl control,
    Loop loop,
    Pace pace) {}
