/**
 * Plan files: from bytes of YAML to a checked {@link dev.continuo.plan.Plan}, or to sentences about
 * everything that is wrong with them, each with its place.
 *
 * <p>A shell: it alone knows that plans are YAML. {@link dev.continuo.plan.yaml.PlanReader} is the
 * entry; it touches no disk, and hostile files cost it no more than their size.
 */
@NullMarked
package dev.continuo.plan.yaml;

import org.jspecify.annotations.NullMarked;
