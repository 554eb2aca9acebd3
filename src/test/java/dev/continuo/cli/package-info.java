/** The command line against a server whose answers are scripted, word for word. */
@NullMarked
package dev.continuo.cli;

import org.jspecify.annotations.NullMarked;
