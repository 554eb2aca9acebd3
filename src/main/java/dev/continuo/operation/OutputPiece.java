package dev.continuo.operation;

/**
 * A piece of what a turn has written.
 *
 * @param next where the next piece begins
 * @param ended whether nothing more will come after it
 * @param bytes whose array is the caller's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record OutputPiece(String turn, long next, boolean ended, byte[] bytes) {}
