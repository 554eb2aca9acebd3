/**
 * The simulation: whole lives of a store in one thread, each drawn from one seed.
 *
 * <p>The engine, the loop and the rules are the real ones; journal, machine, workers, clients and
 * clocks are virtual and fail as the seed says. {@link dev.continuo.simulation.Life} is one life,
 * {@link dev.continuo.simulation.Invariant} names what is checked, {@link
 * dev.continuo.simulation.Simulate} runs many.
 */
@NullMarked
package dev.continuo.simulation;

import org.jspecify.annotations.NullMarked;
