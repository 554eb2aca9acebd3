/**
 * Delivers what receivers are to be told: HTTP requests in the form of <a
 * href="https://www.standardwebhooks.com">Standard Webhooks</a>, and what their answers mean.
 */
@NullMarked
package dev.continuo.server.delivery;

import org.jspecify.annotations.NullMarked;
