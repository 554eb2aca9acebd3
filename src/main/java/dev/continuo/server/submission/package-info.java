/** Makes commands of submitted plans, and feeds large ones to their runs. */
@NullMarked
package dev.continuo.server.submission;

import org.jspecify.annotations.NullMarked;
