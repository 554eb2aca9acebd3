package dev.continuo.delivery;

import dev.continuo.engine.Effect;

/**
 * The receiver shall be told; it is wanted until somebody reports what came of it.
 *
 * @param attempt tells the tries of one delivery apart, counted from 1
 */
public record Deliver(DeliveryId delivery, int attempt) implements Effect {}
