@NullMarked
package dev.continuo.routing;

import org.jspecify.annotations.NullMarked;
