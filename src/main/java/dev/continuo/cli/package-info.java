/**
 * The command line: a thin client of the HTTP interface that also finds, starts and stops the
 * server.
 *
 * <p>Data goes to standard output, words to standard error. One class for each command; only {@code
 * Main} calls {@link dev.continuo.cli.Cli}, and hands in what lives on the other side of the
 * interface.
 */
@NullMarked
package dev.continuo.cli;

import org.jspecify.annotations.NullMarked;
