/**
 * Runs turns as process trees that outlive the server, and finds them again. A shim per turn claims
 * the turn's folder, runs the command and leaves an exit record in one spool folder; {@link
 * dev.continuo.worker.LocalWorker} starts shims, watches the spool, signals, sweeps and reports.
 * The server's host loop is the only caller; nothing here knows the engine.
 */
@NullMarked
package dev.continuo.worker;

import org.jspecify.annotations.NullMarked;
