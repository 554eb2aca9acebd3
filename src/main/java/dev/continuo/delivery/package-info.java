/**
 * Deliveries: receivers outside are told what happens to runs and tasks, each in order and until it
 * acknowledges. A receiver is a row that is always in memory; a delivery is a row of its own, which
 * leaves when it is acknowledged. Pure; `server.delivery` sends.
 */
@NullMarked
package dev.continuo.delivery;

import org.jspecify.annotations.NullMarked;
