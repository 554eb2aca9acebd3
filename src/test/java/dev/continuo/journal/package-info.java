/** What every journal must do, shown on each of them. */
@NullMarked
package dev.continuo.journal;

import org.jspecify.annotations.NullMarked;
