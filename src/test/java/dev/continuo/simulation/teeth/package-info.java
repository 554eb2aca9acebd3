/**
 * Planted faults: each puts a server together with one thing wrong, and the simulation must notice.
 *
 * <p>Nothing of this is in the product; the faults are wrapped around its features, its journal,
 * its clients and, by reflection, around what watches its tables.
 */
@NullMarked
package dev.continuo.simulation.teeth;

import org.jspecify.annotations.NullMarked;
